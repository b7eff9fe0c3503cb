import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { ForkPlan } from '../../plan/fork/plan-fork.ts'
import { withLayer } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import type { Task } from '../operation/begin.ts'
import { readTree, removeUnnamed, writeTree } from '../snapshot/read.ts'
import { tidy } from '../snapshot/tidy.ts'

type Sending = { readonly plan: ForkPlan; readonly machine: Machine; readonly socket: string }

/** The largest part of a second that memory takes, and some time to begin with; in milliseconds. */
const startMs = 120_000
const slowestBytesPerMs = 20_000

/**
 * Sends a copy of a machine to a socket, and gives the parent its new files at that instant. That it may have them is durable
 * before, as with a snapshot. Gives how long the parent stood still, in milliseconds.
 */
export async function sendMoment(deps: Deps, record: InstanceRecord, sending: Sending, task: Task): Promise<number> {
  const { plan, machine, socket } = sending
  const { id, tree, layer, parts, started } = plan
  const deadline = AbortSignal.timeout(startMs + Math.ceil(started.memoryBytes / slowestBytesPerMs))
  const signal = AbortSignal.any([task.signal, deadline])
  const copy = { started, parts, socket }
  if (parts.length === 0) return throughOrThrow(await machine.sendCopy(copy, task.report, signal))
  const revision = (await readTree(deps, record))?.revision ?? 0
  await using undo = new Undo()
  await deps.engine.makeLayer({ id, parts }, signal)
  undo.push('remove the files', () => removeUnnamed(deps, record, tree))
  const pending = { layer, entry: null }
  const waiting = await writeTree(deps, record, { tree: { ...tree, pending }, revision })
  undo.push('forget the layer', async () => void (await writeTree(deps, record, { tree, revision: waiting })))
  const sent = await machine.sendCopy(copy, task.report, signal).catch((error: unknown) => {
    // Nobody knows: the next one who needs to asks the machine.
    if (error instanceof Fault && error.code === 'instance.unresponsive') undo.keep()
    throw error
  })
  undo.keep()
  await writeTree(deps, record, { tree: withLayer(tree, layer), revision: waiting })
  if (sent.lost !== null) await tidyLater(deps, record, task)
  return throughOrThrow(sent)
}

function throughOrThrow({ pauseMs, lost }: { readonly pauseMs: number; readonly lost: string | null }): number {
  if (lost !== null) throw new Error(lost)
  return pauseMs
}

/** A layer that no fork has is merged again; what cannot be now is at the next removal of a snapshot. */
async function tidyLater(deps: Deps, record: InstanceRecord, task: Task): Promise<void> {
  await tidy(deps, record, { ...task, signal: AbortSignal.timeout(60_000) }).catch((error: unknown) =>
    deps.log.warn('layers were not tidied up', { instance: record.name, reason: String(error) }),
  )
}
