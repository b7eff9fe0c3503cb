import type { InstanceStateKind } from '../../model/instance.ts'
import { leftOut } from './left-out.ts'
import type { KeptMachine } from './tree.ts'

type Running = Pick<KeptMachine, 'plan' | 'spec'>

/** Why the memory of a machine cannot be kept; undefined when it can. `machine`: what runs, if anything does. */
export function refuseMemory(state: InstanceStateKind, machine: KeptMachine | null): string | undefined {
  if (state === 'paused') return 'it is paused; resume it to keep its memory, or keep the disks only'
  if (state !== 'running' || !machine) return 'it is not running, so it has no memory to keep'
  const obstacle = memoryObstacle(machine)
  return obstacle === undefined ? undefined : `${obstacle}; keep the disks only`
}

/** What of a machine that runs stands in the way of going on with its memory later, as a clause. */
export function memoryObstacle({ plan, spec }: Running): string | undefined {
  if (plan.hostdevs.length > 0) return 'the state of devices of the host cannot be kept'
  if (plan.disks.some(({ bus }) => bus === 'nvme')) return 'QEMU cannot keep the state of NVMe'
  if (plan.nics.some(({ plugged }) => plugged === true))
    return 'it has a network card that was plugged in after its start'
  // Volumes come and go, and change, while the memory stays as it is: also those that were there only at its start.
  const hasVolume = spec.disks.some((disk) => 'volume' in disk) || plan.disks.some(({ source }) => isVolume(source))
  if (hasVolume) return 'it has a volume in this run, which goes its own ways'
  const [file] = leftOut(spec)
  if (file === undefined) return undefined
  return `${file} is a file of yours, which is left alone, and a memory that does not fit a disk destroys it`
}

function isVolume({ kind }: { readonly kind: string }): boolean {
  return kind === 'volume'
}
