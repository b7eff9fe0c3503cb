import type { InstanceStateKind } from '../../model/instance.ts'
import { leftOut } from './left-out.ts'
import type { KeptMachine } from './tree.ts'

/** Why the memory of a machine cannot be kept; undefined when it can. `machine`: what runs, if anything does. */
export function refuseMemory(state: InstanceStateKind, machine: KeptMachine | null): string | undefined {
  if (state === 'paused') return 'it is paused; resume it to keep its memory, or keep the disks only'
  if (state !== 'running' || !machine) return 'it is not running, so it has no memory to keep'
  const { plan, spec } = machine
  if (plan.hostdevs.length > 0) return 'the state of devices of the host cannot be kept; keep the disks only'
  if (plan.disks.some(({ bus }) => bus === 'nvme')) return 'QEMU cannot keep the state of NVMe; keep the disks only'
  // Volumes come and go, and change, while the memory stays as it is: also those that were there only at its start.
  const hasVolume = spec.disks.some((disk) => 'volume' in disk) || plan.disks.some(({ source }) => isVolume(source))
  if (hasVolume) return 'it has a volume in this run, which goes its own ways; keep the disks only'
  const [file] = leftOut(spec)
  if (file === undefined) return undefined
  return `${file} is a file of yours, which is left alone, and a memory that does not fit a disk destroys it; keep the disks only`
}

function isVolume({ kind }: { readonly kind: string }): boolean {
  return kind === 'volume'
}
