import type { LayerTaken } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import type { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import type { SnapshotPlan } from '../../plan/snapshot/plan-create.ts'
import { namedFiles, type SnapshotEntry, withSnapshot } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { requireMachine } from '../instance/require-machine.ts'
import type { Task } from '../operation/begin.ts'
import { writeTree } from './read.ts'
import { reasonOf } from './reason-of.ts'

export type Result = { readonly name: string; readonly pauseMs: number | null }

/** A snapshot of a machine that runs. */
type LivePlan = SnapshotPlan & { readonly started: StartPlan }

type Taking = { readonly plan: LivePlan; readonly revision: number; readonly undo: Undo }

/** The largest part of a second that memory takes, and some time to begin with; in milliseconds. */
const startMs = 120_000
const slowestBytesPerMs = 20_000

/**
 * Gives a machine that runs its new files. That it may have them is durable before, so that after a crash, or when QEMU does
 * not answer, it is asked which ones it writes to, and no file that it writes to is ever taken for a leftover.
 */
export async function takeLive(
  deps: Deps,
  record: InstanceRecord,
  { plan, revision, undo }: Taking,
  task: Task,
): Promise<Result> {
  const { id, tree, layer, entry } = plan
  const pending = { layer, entry }
  const waiting = await writeTree(deps, record, { tree: { ...tree, pending }, revision })
  undo.push('forget the layer', async () => void (await writeTree(deps, record, { tree, revision: waiting })))
  task.report(plan.memoryFile === null ? 'taking the disks' : 'keeping memory')
  const taken = await take(deps, record, plan, task).catch((error: unknown) => {
    // Nobody knows: the next one who needs to asks the machine.
    if (error instanceof Fault && error.code === 'instance.unresponsive') undo.keep()
    throw error
  })
  undo.keep()
  const kept = entryAfter(entry, taken)
  const after = withSnapshot(tree, { layer, entry: kept })
  await writeTree(deps, record, { tree: after, revision: waiting })
  const result = tell(deps, record, kept)
  if (taken.memory === null || !('lost' in taken.memory)) return result
  await deps.engine.removeUnnamed(id, namedFiles(after))
  const { lost: reason } = taken.memory
  throw new Fault('snapshot.memory-lost', { instance: record.name, name: entry.name, reason })
}

async function take(deps: Deps, record: InstanceRecord, plan: LivePlan, task: Task): Promise<LayerTaken> {
  const { started, parts, freeze, memoryFile } = plan
  const machine = requireMachine(deps, record, 'snapshot')
  const deadline = AbortSignal.timeout(startMs + Math.ceil(started.memoryBytes / slowestBytesPerMs))
  try {
    return await machine.takeLayer({ started, parts, freeze, memoryFile }, task.report, deadline)
  } catch (error) {
    if (error instanceof Fault && error.code !== 'instance.wrong-state') throw error
    const reason = reasonOf(error)
    throw new Fault('snapshot.failed', { instance: record.name, name: plan.entry.name, reason }, { cause: error })
  }
}

function entryAfter(entry: SnapshotEntry, { pauseMs, isFrozen, memory }: LayerTaken): SnapshotEntry {
  const paused = { ...entry, pauseMs: Math.round(pauseMs * 10) / 10 }
  if (memory === null) return { ...paused, consistency: isFrozen ? 'frozen' : 'crash-consistent' }
  if ('lost' in memory || entry.memory === null) {
    return { ...paused, kind: 'disks', memory: null, consistency: 'crash-consistent' }
  }
  return { ...paused, memory: { ...entry.memory, sizeBytes: memory.sizeBytes } }
}

export function tell({ events }: Pick<Deps, 'events'>, { name }: InstanceRecord, entry: SnapshotEntry): Result {
  events.publish('snapshot.created', name, { snapshot: entry.name, kind: entry.kind })
  return { name: entry.name, pauseMs: entry.pauseMs }
}
