import type { InstanceRecord } from '../../contract/store.ts'
import { InstanceFork } from '../../model/fork.ts'
import type { ExplainedStep } from '../../model/explanation.ts'
import { receiverPlan } from '../../plan/fork/child.ts'
import type { Deps } from '../deps.ts'
import { freshReceiver, planForkOf } from './fork.ts'

/** What forking an instance would do to it; throws the refusal. */
export async function explainFork(
  deps: Deps,
  record: InstanceRecord,
): Promise<{ readonly steps: readonly ExplainedStep[]; readonly notes: readonly string[] }> {
  const plan = await planForkOf(deps, record, InstanceFork.parse({ names: ['fork'] }))
  const steps = await deps.engine.forks.explain(plan, receiverPlan(plan, freshReceiver(deps)))
  return { steps, notes }
}

const notes = [
  'the fork has the frozen disks under second names (ln), new ones on top of them, and begins as one of a warm image does; stroj tells it who it is before its network is opened',
] as const
