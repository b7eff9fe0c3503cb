import { nearest } from '../../kit/nearest.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName, SnapshotName } from '../../model/name.ts'
import type { SnapshotEntry, SnapshotTree } from './tree.ts'

/** The snapshot of this name, or the fault that says which may have been meant. */
export function findSnapshot(
  { snapshots }: SnapshotTree,
  instance: InstanceName,
  name: SnapshotName,
): Verdict<SnapshotEntry, Fault> {
  const found = snapshots.find((entry) => entry.name === name)
  if (found) return approve(found)
  const near = nearest(
    name,
    snapshots.map((entry) => entry.name),
  )
  return refuse(new Fault('snapshot.not-found', { instance, name, near }))
}
