import { leftText } from './left-text.ts'
import type { Operation } from '../../model/operation.ts'
import { cancelOperation, watchOperation } from '../../sdk/operation.ts'
import { RemoteFault } from '../../sdk/remote-fault.ts'
import type { Wire } from '../../sdk/wire.ts'
import { isDaemonGone } from '../problem-of.ts'
import { openProgress, type Progress } from '../render/progress.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Session } from '../session.ts'

/** Begins long work; it gets no signal, so that there is always an operation to cancel. */
export type Begin = (wire: Wire) => Promise<Operation>

/**
 * Begins an operation and follows it to its end, with progress. Ctrl-C and --timeout cancel it and wait until it has
 * undone what it began. Throws its fault when it fails.
 */
export async function finish(session: Session, title: string, begin: Begin): Promise<Operation> {
  const wire = await session.wire()
  session.signal.throwIfAborted()
  using progress = progressOn(session, title)
  const operation = await begin(wire)
  return await follow(session, operation, progress)
}

/** Follows an operation that has begun, to its end. */
export async function follow(session: Session, operation: Operation, progress: Progress): Promise<Operation> {
  const end = await watchToEnd(session, operation, progress, session.signal).catch(async (error: unknown) => {
    if (!session.signal.aborted) throw error
    const ended = await cancel(session, operation, progress)
    // Too late: it is the business of the caller, who sees the signal too.
    if (ended?.state === 'done') return ended
    throw session.signal.reason
  })
  progress.clear()
  for (const note of end.notes) session.screen.note(note)
  if (end.problem) throw new RemoteFault(end.problem)
  return end
}

/** How often the daemon may go away under an operation before we believe that it will not stay. */
const patience = 3

/** A daemon that is restarted meanwhile finishes or undoes what was cut off; then that is the end. */
async function watchToEnd(
  session: Session,
  operation: Operation,
  progress: Progress,
  signal: AbortSignal,
): Promise<Operation> {
  let now = operation
  for (let losses = 0; now.state === 'running'; ) {
    try {
      const wire = await session.wire()
      for await (now of watchOperation(wire, operation.id, { signal })) {
        if (now.state === 'running') progress.show(now)
      }
    } catch (error) {
      losses += 1
      if (signal.aborted || losses > patience || !isDaemonGone(error)) throw error
    }
  }
  return now
}

/** The phases that it still goes through would only confuse. */
const silent = openProgress('', undefined)

/** How long an operation may take to undo itself, in milliseconds, before we leave it to the daemon. */
const undoDeadlineMs = 120_000

async function cancel(session: Session, operation: Operation, progress: Progress): Promise<Operation | undefined> {
  const { screen } = session
  const what = `${operation.kind} of "${operation.target}"`
  const signal = AbortSignal.timeout(undoDeadlineMs)
  progress.show({ phase: 'cancelling', progress: null })
  const end = await cancelOperation(await session.wire(), operation.id, { signal })
    .then((now) => watchToEnd(session, now, silent, signal))
    .catch(() => undefined)
  progress.clear()
  if (end?.state === 'cancelled') screen.note(`The operation ${what} was cancelled${leftText(end)}`)
  else if (end === undefined) screen.note(`The operation ${what} goes on: \`stroj operation watch ${operation.id}\`.`)
  return end
}
