import { formatBytes } from '../kit/bytes.ts'
import type { Contradiction } from './contradiction.ts'
import type { InstanceSpec } from './spec.ts'

const mebibyte = 2 ** 20

/** Memory that is given to a guest that runs comes in pieces of this (QEMU 7.2, virtio-mem on x86_64). */
export const blockBytes = 2 * mebibyte

type Spec = Pick<InstanceSpec, 'arch' | 'machine' | 'cpus' | 'memory' | 'memoryMax' | 'hostdevs'>

/** What cannot be true of what is kept for a guest to be given while it runs. */
export function* reserveContradictions(spec: Spec): Generator<Contradiction> {
  const { cpus, memory, memoryMax, hostdevs } = spec
  if (cpus.max !== undefined && cpus.max < cpus.count) {
    yield { path: ['cpus', 'max'], message: `${cpus.count} processors are more than cpus.max, which is ${cpus.max}` }
  }
  if (memoryMax === undefined) return
  if (memoryMax < memory) {
    const message = `${formatBytes(memory)} of memory is more than memoryMax, which is ${formatBytes(memoryMax)}`
    yield { path: ['memoryMax'], message }
  } else if (memoryMax % mebibyte !== 0) {
    yield { path: ['memoryMax'], message: 'memoryMax must be a whole number of MiB' }
  }
  if (hostdevs.length > 0) {
    yield { path: ['memoryMax'], message: 'with a device of the host, all memory must be there from the beginning' }
  }
}

/** Only QEMU's q35 takes processors and memory while it runs. */
export function* reserveOn(
  { arch, machine }: { readonly arch: string; readonly machine: string },
  { cpus, memory, memoryMax }: Pick<Spec, 'cpus' | 'memory' | 'memoryMax'>,
): Generator<Contradiction> {
  if (arch === 'x86_64' && machine === 'q35') return
  const who = `machine ${machine} of ${arch}`
  if (cpus.max !== undefined && cpus.max > cpus.count) {
    yield { path: ['cpus', 'max'], message: `${who} takes no processors while it runs; leave it out` }
  }
  if (memoryMax !== undefined && memoryMax > memory) {
    yield { path: ['memoryMax'], message: `${who} takes no memory while it runs; leave it out` }
  }
}
