import type { InstanceRecord } from '../../contract/store.ts'
import type { Operation } from '../../model/operation.ts'
import { SnapshotCreate } from '../../model/snapshot.ts'
import { isAtRest } from '../../plan/instance/lifecycle.ts'
import { dueAt, outdated } from '../../plan/snapshot/schedule.ts'
import { layerOf, type SnapshotTree } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { ownRequest } from '../operation/begin.ts'
import { createSnapshot } from './create.ts'
import { deleteSnapshot } from './delete.ts'
import { readTree } from './read.ts'

/** How often it is looked whether one is due, in milliseconds: schedules are at least a minute. */
const lookEveryMs = 10_000
/** After one that failed, in milliseconds. */
const retryAfterMs = 300_000

/** Takes and removes the snapshots that the specs ask for, one after the other. Ends with the signal. */
export async function keepSchedule(deps: Deps, signal: AbortSignal): Promise<void> {
  const retryAt = new Map<string, number>()
  while (!signal.aborted) {
    const instances = await deps.store.list('instance', { limit: await deps.store.count('instance') })
    for (const { value: record } of instances) {
      if (signal.aborted || (retryAt.get(record.id) ?? -Infinity) > deps.clock.steady()) continue
      await keepOne(deps, record, signal).catch((error: unknown) => {
        if (signal.aborted) return
        retryAt.set(record.id, deps.clock.steady() + retryAfterMs)
        deps.log.warn('a scheduled snapshot failed', { instance: record.name, reason: String(error) })
      })
    }
    await deps.clock.sleep(lookEveryMs, signal).catch(() => undefined)
  }
}

async function keepOne(deps: Deps, record: InstanceRecord, signal: AbortSignal): Promise<void> {
  const { name, spec, createdAt, suspended } = record
  // What is suspended does not change.
  if (spec.snapshots === undefined || suspended !== undefined) return
  const tree = (await readTree(deps, record))?.tree
  const now = deps.clock.now()
  const due = dueAt({ snapshots: spec.snapshots, createdAt, tree }, now)
  if (due === undefined || due > now.getTime()) return
  if (!(await hasChanged(deps, record, tree))) return
  const want = SnapshotCreate.parse({ leaveOut: true })
  await ended(deps, await createSnapshot(deps, name, want, ownRequest, { automatic: true }), signal)
  const after = (await readTree(deps, record))?.tree
  for (const entry of outdated({ snapshots: spec.snapshots, tree: after })) {
    await ended(deps, await deleteSnapshot(deps, name, entry.name, ownRequest), signal)
  }
}

/** What is at rest, and was not touched since the last one, is not kept again. */
async function hasChanged(deps: Deps, record: InstanceRecord, tree: SnapshotTree | undefined): Promise<boolean> {
  if (!tree || !isAtRest(deps.fleet.stateOf(record).kind)) return true
  const { parent, files } = layerOf(tree, tree.current)
  if (parent === null) return true
  const below = layerOf(tree, parent).files
  const parts = Object.entries(files).map(([part, file]) => ({ part, file, over: below[part] ?? file }))
  return deps.engine.isLayerUsed({ id: record.id, parts })
}

async function ended({ operations }: Deps, { id }: Operation, signal: AbortSignal): Promise<void> {
  for await (const { state, problem } of operations.watch(id, signal)) {
    if (state !== 'running' && problem) throw new Error(problem.title)
  }
}
