import type { InstanceSpec } from '../../model/spec.ts'
import type { SnapshotEntry, SnapshotTree } from './tree.ts'

/** What a schedule counts from. */
export type Scheduled = {
  readonly snapshots: InstanceSpec['snapshots']
  readonly createdAt: string
  readonly tree: SnapshotTree | undefined
}

/**
 * When the next one is due, in milliseconds since 1970; undefined without a schedule. Those missed meanwhile count as one. A last one
 * that lies ahead was taken before the clock was set back: nobody knows how long ago that is, so the next one is due now.
 */
export function dueAt({ snapshots, createdAt, tree }: Scheduled, now: Date): number | undefined {
  if (snapshots === undefined) return undefined
  const last = Date.parse(automaticOf(tree).at(-1)?.createdAt ?? createdAt)
  return last > now.getTime() ? now.getTime() : last + snapshots.every * 1000
}

/** What is kept no longer, oldest first. Those that a person has made are never among them. */
export function outdated({ snapshots, tree }: Omit<Scheduled, 'createdAt'>): readonly SnapshotEntry[] {
  if (snapshots === undefined) return []
  return automaticOf(tree).slice(0, -snapshots.keep)
}

function automaticOf(tree: SnapshotTree | undefined): readonly SnapshotEntry[] {
  return (tree?.snapshots ?? []).filter(({ automatic }) => automatic)
}
