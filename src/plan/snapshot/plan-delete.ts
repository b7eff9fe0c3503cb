import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceStateKind } from '../../model/instance.ts'
import type { InstanceName, SnapshotName } from '../../model/name.ts'
import { isAtRest } from '../instance/lifecycle.ts'
import { findSnapshot } from './find.ts'
import type { SnapshotEntry, SnapshotTree } from './tree.ts'

/** The tree without a name. What was written for it alone is tidied up after that. */
export type DeletePlan = { readonly tree: SnapshotTree; readonly entry: SnapshotEntry }

/** What is left when a snapshot goes, or why it stays. Any may go, in any order. */
export function planDelete(
  tree: SnapshotTree,
  { instance, state }: { readonly instance: InstanceName; readonly state: InstanceStateKind },
  name: SnapshotName,
): Verdict<DeletePlan, Fault> {
  const found = findSnapshot(tree, instance, name)
  if (!found.ok) return found
  if (!isAtRest(state) && state !== 'running' && state !== 'paused' && state !== 'parked') {
    return refuse(new Fault('instance.wrong-state', { name: instance, state, action: 'lose a snapshot' }))
  }
  const snapshots = tree.snapshots.filter((entry) => entry !== found.plan)
  return approve({ tree: { ...tree, snapshots }, entry: found.plan })
}
