import { formatBytes } from '../../kit/bytes.ts'
import { blockBytes } from '../../model/reserve-contradictions.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { StartPlan } from './start-plan.ts'

/** What a machine runs with: the spec as it has it, and how it was started. Runs from before there were snapshots have no plan. */
type Running = { readonly spec: InstanceSpec; readonly plan?: StartPlan | undefined }

/** What its guest can be given or asked for now; what is left out stays. */
export type SizeWish = { readonly cpus?: number; readonly memoryBytes?: number }

/** A wish for the machine, and why the rest has to wait for its next start, each as a clause. */
export type LivePlan = {
  readonly wish: SizeWish
  readonly reasons: { readonly cpus?: string; readonly memory?: string }
}

/** What of a change of processors and memory a machine that runs can take over. */
export function planLive(running: Running, wanted: InstanceSpec): LivePlan {
  const cpus = wanted.cpus.count === running.spec.cpus.count ? undefined : refuseCpus(running, wanted)
  const memory = wanted.memory === running.spec.memory ? undefined : refuseMemory(running, wanted)
  return {
    wish: {
      ...(wanted.cpus.count !== running.spec.cpus.count && cpus === undefined && { cpus: wanted.cpus.count }),
      ...(wanted.memory !== running.spec.memory && memory === undefined && { memoryBytes: wanted.memory }),
    },
    reasons: { ...(cpus !== undefined && { cpus }), ...(memory !== undefined && { memory }) },
  }
}

/** Why a key that is changed waits for the next start, as a clause. */
export function waitsFor(running: Running, wanted: InstanceSpec, key: keyof InstanceSpec): string {
  if (key !== 'cpus' && key !== 'memory') return 'it is decided when a machine is started'
  const { wish, reasons } = planLive(running, wanted)
  const reason = reasons[key]
  if (reason !== undefined) return reason
  const isAsked = (key === 'cpus' ? wish.cpus : wish.memoryBytes) !== undefined
  return isAsked ? 'its guest has not done it yet' : 'what a guest sees of its processors is decided when it is started'
}

function refuseCpus({ plan }: Running, { cpus }: InstanceSpec): string | undefined {
  if (plan === undefined) return 'it was started by a stroj that could not'
  const { arch, machine } = plan
  if (arch !== 'x86_64' || machine !== 'q35') {
    return `machine ${machine} of ${arch} takes no processors while it runs, and gives none back`
  }
  const most = Math.max(plan.cpus.max ?? 0, plan.cpus.count)
  if (cpus.count <= most) return undefined
  return `there was room for ${most} when it was started (cpus.max)`
}

function refuseMemory({ plan }: Running, { memory }: InstanceSpec): string | undefined {
  if (plan === undefined) return 'it was started by a stroj that could not'
  const { memoryBytes, memoryMaxBytes = memoryBytes } = plan
  if (memory > memoryMaxBytes)
    return `there was room for ${formatBytes(memoryMaxBytes)} when it was started (memoryMax)`
  if ((memory - memoryBytes) % blockBytes !== 0 && memory > memoryBytes) return 'more memory comes in steps of 2MiB'
  return memory < memoryBytes ? refuseLess(plan) : undefined
}

function refuseLess({ warm, hostdevs }: StartPlan): string | undefined {
  if (warm !== undefined) return 'it began from a warm image, and that memory is not its own to give back'
  return hostdevs.length > 0 ? 'a device of the host may write to all of its memory' : undefined
}
