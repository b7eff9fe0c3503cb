import type { InstanceRecord, SnapshotsRecord, Versioned, Write } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import { namedFiles, type SnapshotEntry, type SnapshotTree } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'

/** The snapshots of an instance; undefined when it never had one. */
export async function readTree(
  { store }: Pick<Deps, 'store'>,
  { id }: Pick<InstanceRecord, 'id'>,
): Promise<{ readonly tree: SnapshotTree; readonly revision: number } | undefined> {
  const found: Versioned<SnapshotsRecord> | undefined = await store.get('snapshots', id)
  return found && { tree: found.value.tree, revision: found.revision }
}

/** Makes a tree durable, with `others` in the same commit; gives its revision. `revision` is that of the tree before, 0 for none. */
export async function writeTree(
  { store }: Pick<Deps, 'store'>,
  { id, name }: Pick<InstanceRecord, 'id' | 'name'>,
  { tree, revision }: { readonly tree: SnapshotTree; readonly revision: number },
  others: readonly Write[] = [],
): Promise<number> {
  const write: Write = { kind: 'snapshots', put: { version: 1, instance: id, tree }, expected: revision }
  const written = await store.commit([write, ...others])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  return written.revision
}

/** Removes the files of snapshots that are named neither in the record nor, where there is none, in `otherwise`. */
export async function removeUnnamed(
  deps: Pick<Deps, 'store' | 'engine'>,
  record: Pick<InstanceRecord, 'id'>,
  otherwise: SnapshotTree,
): Promise<void> {
  const tree = (await readTree(deps, record))?.tree ?? otherwise
  await deps.engine.removeUnnamed(record.id, namedFiles(tree))
}

/** The snapshot of this name, if there is one. */
export async function findEntry(
  deps: Pick<Deps, 'store'>,
  record: Pick<InstanceRecord, 'id'>,
  name: string,
): Promise<SnapshotEntry | undefined> {
  return (await readTree(deps, record))?.tree.snapshots.find((entry) => entry.name === name)
}
