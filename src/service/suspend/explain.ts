import type { InstanceRecord } from '../../contract/store.ts'
import { formatBytes } from '../../kit/bytes.ts'
import type { ExplainedStep } from '../../model/explanation.ts'
import { suspendedFile } from '../../plan/suspend/plan-suspend.ts'
import type { Deps } from '../deps.ts'
import { planSuspendOf } from './suspend.ts'

/** What suspending an instance would do to it; throws the refusal. */
export async function explainSuspend(
  deps: Deps,
  record: InstanceRecord,
): Promise<{ readonly steps: readonly ExplainedStep[]; readonly notes: readonly string[] }> {
  const { memoryBytes } = await planSuspendOf(deps, record)
  const steps = deps.engine.suspended.explain(record.id, suspendedFile)
  return { steps, notes: [`the file takes at most ${formatBytes(memoryBytes)}, and less where the guest has zeros`] }
}
