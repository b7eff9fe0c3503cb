import { isSameJson } from '../../kit/same-json.ts'
import type { PendingChange } from '../../model/instance.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { waitsFor } from './plan-live.ts'
import type { StartPlan } from './start-plan.ts'

/** Keys that the daemon reads whenever it needs them; a change of theirs is true at once. */
export const immediateKeys: ReadonlySet<keyof InstanceSpec> = new Set([
  'labels',
  'autostart',
  'restart',
  'snapshots',
  'park',
])

/** What of the wanted spec a running instance does not have yet. `plan`: how it was started. */
export function pendingChanges(
  running: InstanceSpec,
  wanted: InstanceSpec,
  plan?: StartPlan,
): readonly PendingChange[] {
  const keys = new Set([...Object.keys(running), ...Object.keys(wanted)] as (keyof InstanceSpec)[])
  return [...keys]
    .filter((key) => !immediateKeys.has(key) && !isSameJson(running[key], wanted[key]))
    .map((key) => ({
      key,
      current: running[key] ?? null,
      wanted: wanted[key] ?? null,
      reason: waitsFor({ spec: running, plan }, wanted, key),
    }))
}
