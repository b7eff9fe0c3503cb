import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import type { InstanceName, SnapshotName } from '../../model/name.ts'
import type { Snapshot, SnapshotListing } from '../../model/snapshot.ts'
import { pendingChanges } from '../../plan/instance/pending.ts'
import { findSnapshot } from '../../plan/snapshot/find.ts'
import { specThen } from '../../plan/snapshot/spec-then.ts'
import { seedling, snapshotBelow, type SnapshotEntry, type SnapshotTree } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import { readTree } from './read.ts'
import { settledTree } from './settle-pending.ts'

/** Every snapshot of an instance, oldest first, and the one it goes on from. */
export async function listSnapshots(deps: Pick<Deps, 'store'>, instance: InstanceName): Promise<SnapshotListing> {
  const { value: record } = await readInstance(deps, instance)
  const tree = (await readTree(deps, record))?.tree ?? seedling({})
  const items = tree.snapshots.map((entry) => viewSnapshot(record, tree, entry))
  return { items, here: snapshotBelow(tree, tree.current)?.name ?? null }
}

export async function showSnapshot(
  deps: Pick<Deps, 'store'>,
  instance: InstanceName,
  name: SnapshotName,
): Promise<Snapshot> {
  const { value: record } = await readInstance(deps, instance)
  const tree = (await readTree(deps, record))?.tree ?? seedling({})
  return viewSnapshot(record, tree, settle(findSnapshot(tree, instance, name)))
}

/** The tree to be changed, with nothing that waits. */
export async function treeWith(
  deps: Deps,
  record: InstanceRecord,
): Promise<{ readonly tree: SnapshotTree; readonly revision: number }> {
  await settledTree(deps, record)
  return (await readTree(deps, record)) ?? { tree: seedling({}), revision: 0 }
}

function viewSnapshot({ name: instance, spec }: InstanceRecord, tree: SnapshotTree, entry: SnapshotEntry): Snapshot {
  const { name, createdAt, kind, consistency, pauseMs, automatic, leftOut, configuration } = entry
  const then = specThen(spec, configuration.spec)
  return {
    name,
    instance,
    createdAt,
    kind,
    consistency,
    parent: snapshotBelow(tree, entry.layer)?.name ?? null,
    isHere: snapshotBelow(tree, tree.current) === entry,
    pauseMs,
    memoryBytes: entry.memory?.sizeBytes ?? null,
    leftOut,
    changes: then.ok ? pendingChanges(spec, then.plan) : [],
    automatic,
  }
}
