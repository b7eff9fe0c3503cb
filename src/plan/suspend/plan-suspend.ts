import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { StartPlan } from '../instance/start-plan.ts'
import { refuseMachine, type HostNow } from '../snapshot/refuse-machine.ts'
import { memoryObstacle } from '../snapshot/refuse-memory.ts'
import type { KeptMachine, SnapshotTree } from '../snapshot/tree.ts'
import { withLayers } from '../snapshot/with-layers.ts'

/** The file of a memory, in the folder of its instance. */
export const suspendedFile = 'suspended.memory'

/** What suspending depends on. */
export type SuspendScene = {
  readonly instance: InstanceName
  /** What runs, and the spec of that run; null when that is not known. */
  readonly run: { readonly plan: StartPlan; readonly spec: InstanceSpec } | null
  /** Absolute path of what is in its drive now. */
  readonly medium: string | null
}

/** A machine that is to be suspended; nothing is decided after this. `memoryBytes`: what is written at most. */
export type SuspendPlan = { readonly plan: StartPlan; readonly spec: InstanceSpec; readonly memoryBytes: number }

/** What is kept of a machine that runs, or why it cannot be. */
export function planSuspend({ instance, run, medium }: SuspendScene): Verdict<SuspendPlan, Fault> {
  const reason = run === null ? 'what it was started with is not known; start it anew first' : obstacle(run, medium)
  if (reason !== undefined || run === null)
    return refuse(new Fault('suspend.refused', { instance, reason: reason ?? '' }))
  const { plan, spec } = run
  return approve({ plan, spec, memoryBytes: Math.max(plan.memoryBytes, spec.memory) })
}

function obstacle(run: NonNullable<SuspendScene['run']>, medium: string | null): string | undefined {
  const { plan } = run
  if (plan.installer) return 'its system is being installed'
  if (plan.cdrom !== medium) return 'its medium was changed while it ran; put the one back that it was started with'
  return memoryObstacle(run)
}

/** The machine that goes on, or why it cannot. `kept`: as it was suspended. */
export function planGoingOn(
  instance: InstanceName,
  kept: Omit<KeptMachine, 'spec'>,
  now: { readonly host: HostNow; readonly tree: SnapshotTree | undefined },
): Verdict<StartPlan, Fault> {
  const reason = refuseMachine(kept, now.host)
  if (reason !== undefined) return refuse(new Fault('suspend.unfit', { instance, reason }))
  const plan = withLayers(kept.plan, now.tree)
  return approve({ ...plan, name: instance, incoming: suspendedFile, incomingOnce: true })
}
