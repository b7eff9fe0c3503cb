import type { InstanceRecord } from '../../contract/store.ts'
import { type PendingLayer, pendingParts, type SnapshotTree, withSnapshot } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { readTree, writeTree } from './read.ts'
import { tidyQuickly } from './tidy.ts'

/** How long a machine may take to tell what it writes to, in milliseconds. */
const askMs = 10_000

/**
 * The snapshots of an instance as they truly are. A layer that a machine was to be given, and of which nobody was told whether
 * it has it, is asked for: of the machine, or once that has ended, of the files.
 */
export async function settledTree(deps: Deps, record: InstanceRecord): Promise<SnapshotTree | undefined> {
  const found = await readTree(deps, record)
  const pending = found?.tree.pending
  if (!found || !pending) return found?.tree
  const hasIt = await isTaken(deps, record, found.tree, pending)
  const tree = hasIt ? withSnapshot(found.tree, withoutMemory(pending)) : { ...found.tree, pending: null }
  await writeTree(deps, record, { tree, revision: found.revision })
  return tree
}

/** After a crash: nothing waits any more, and files that nobody names are gone. */
export async function settleSnapshotsOf(deps: Deps, record: InstanceRecord): Promise<void> {
  if (await settledTree(deps, record)) await tidyQuickly(deps, record)
}

async function isTaken(
  { fleet, engine }: Deps,
  { id, run }: InstanceRecord,
  tree: SnapshotTree,
  pending: PendingLayer,
): Promise<boolean> {
  const parts = pendingParts(tree, pending)
  const machine = fleet.machineOf(id)
  if (!machine || !run?.plan) return engine.isLayerUsed({ id, parts })
  const signal = AbortSignal.timeout(askMs)
  if (pending.entry === null) await machine.endCopy(signal)
  const hasIt = await machine.hasLayer({ started: run.plan, parts }, signal)
  // It ran, and was stopped only so that its memory could be kept.
  if (pending.entry?.memory && (await machine.status(signal)).kind === 'paused') await machine.resume(signal)
  return hasIt
}

/** Whoever wrote the memory is gone. */
function withoutMemory({ layer, entry }: PendingLayer): PendingLayer {
  if (entry === null) return { layer, entry }
  const kind = entry.kind === 'memory' ? 'disks' : entry.kind
  return { layer, entry: { ...entry, kind, memory: null, consistency: 'crash-consistent' } }
}
