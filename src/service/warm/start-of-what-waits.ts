import type { InstanceRecord } from '../../contract/store.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import type { Deps } from '../deps.ts'
import type { Beginning } from './choose.ts'

/**
 * How an instance starts for which a machine waits: as it was planned when it was made, since nothing of it has changed.
 * Undefined when it is to be planned now.
 */
export async function startOfWhatWaits(
  deps: Pick<Deps, 'waiting' | 'store' | 'engine'>,
  instance: InstanceRecord,
): Promise<{ readonly plan: StartPlan; readonly beginning: Beginning } | undefined> {
  const planned = deps.waiting.plannedFor(instance)
  if (!planned || planned.start.volumes.length > 0) return undefined
  const { id, facts } = planned.start.record
  const [snapshots, isUntouched] = await Promise.all([
    deps.store.get('snapshots', instance.id),
    deps.engine.warm.isUntouched(id, facts),
  ])
  if (snapshots || !isUntouched) return undefined
  return { plan: planned.plan, beginning: { kind: 'warm', start: planned.start } }
}
