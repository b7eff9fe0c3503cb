import type { VolumeDrivers } from '../../model/volume-drivers.ts'
import type { FoundKernel, FoundSystem } from './find-kernels.ts'

/** What a kernel needs to find its root on a disk of each bus, the best bus first. */
const needs = [
  ['virtio', ['virtio_pci', 'virtio_blk']],
  ['sata', ['ahci', 'sd_mod']],
  ['nvme', ['nvme']],
] as const

/** Goes by what was seen alone: nothing is said of kernels that were not. */
export function judgeDrivers({ kernels, closed }: FoundSystem): VolumeDrivers {
  if (kernels.length === 0) return { virtio: 'unknown', bus: null, reason: reasonWithout(closed) }
  const [dark] = kernels.flatMap((kernel) => whyDark(kernel) ?? [])
  const bus = dark
    ? null
    : (needs.find(([, drivers]) => !kernels.some((kernel) => lacks(kernel, drivers)))?.[0] ?? null)
  const lacking = kernels.find((kernel) => lacks(kernel, needs[0][1]) && whyDark(kernel) === undefined)
  if (lacking) {
    return { virtio: 'no', bus, reason: `neither ${lacking.version} nor its initramfs has virtio_blk and virtio_pci` }
  }
  if (dark !== undefined) return { virtio: 'unknown', bus, reason: dark }
  const names = kernels.map(({ version }) => version).join(', ')
  return {
    virtio: 'yes',
    bus,
    reason: `${names} ${kernels.length === 1 ? 'has' : 'have'} virtio_blk from the beginning`,
  }
}

/** Why nothing can be said of a kernel; one that has virtio needs nothing else to be known. */
function whyDark(kernel: FoundKernel): string | undefined {
  if ('unknown' in kernel) return `the initramfs of ${kernel.version} was not read: ${kernel.unknown}`
  if (kernel.isComplete || !lacks(kernel, needs[0][1])) return undefined
  return `what ${kernel.version} has built in was not found`
}

function lacks(kernel: FoundKernel, drivers: readonly string[]): boolean {
  return 'drivers' in kernel && drivers.some((driver) => !kernel.drivers.has(driver))
}

function reasonWithout(closed: readonly string[]): string {
  if (closed.length === 0) return 'no Linux with an initramfs was found on it'
  return `it has ${closed.join(', ')}, which stroj does not look into`
}
