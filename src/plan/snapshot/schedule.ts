import type { InstanceSpec } from '../../model/spec.ts'
import type { SnapshotEntry, SnapshotTree } from './tree.ts'

/** What a schedule counts from. */
export type Scheduled = {
  readonly snapshots: InstanceSpec['snapshots']
  readonly createdAt: string
  readonly tree: SnapshotTree | undefined
}

/** When the next one is due, in milliseconds; undefined without a schedule. Those missed meanwhile count as one. */
export function dueAt({ snapshots, createdAt, tree }: Scheduled): number | undefined {
  if (snapshots === undefined) return undefined
  const last = automaticOf(tree).at(-1)?.createdAt ?? createdAt
  return Date.parse(last) + snapshots.every * 1000
}

/** What is kept no longer, oldest first. Those that a person has made are never among them. */
export function outdated({ snapshots, tree }: Omit<Scheduled, 'createdAt'>): readonly SnapshotEntry[] {
  if (snapshots === undefined) return []
  return automaticOf(tree).slice(0, -snapshots.keep)
}

function automaticOf(tree: SnapshotTree | undefined): readonly SnapshotEntry[] {
  return (tree?.snapshots ?? []).filter(({ automatic }) => automatic)
}
