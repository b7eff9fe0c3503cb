import type { Snapshot } from '../../model/snapshot.ts'

export type Branch = { readonly snapshot: Snapshot; readonly children: readonly Branch[] }

/** Each snapshot under the one that it followed; those whose parent is gone stand at the top. */
export function treeOf(snapshots: readonly Snapshot[]): readonly Branch[] {
  const names: ReadonlySet<string> = new Set(snapshots.map(({ name }) => name))
  const byParent = Map.groupBy(snapshots, ({ parent }) => (parent !== null && names.has(parent) ? parent : null))
  const under = (parent: Snapshot['parent']): readonly Branch[] =>
    (byParent.get(parent) ?? []).map((snapshot) => ({ snapshot, children: under(snapshot.name) }))
  return under(null)
}
