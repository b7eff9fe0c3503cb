import { daemonSocket } from '../host/paths.ts'
import { untilEntryChanges } from '../host/until-entry-changes.ts'
import { Fault } from '../model/fault.ts'
import { daemonStatus } from '../sdk/daemon.ts'
import type { Wire } from '../sdk/wire.ts'
import { isDaemonGone } from './problem-of.ts'
import type { Session } from './session.ts'

/** How long a daemon that was asked to end may stay away, in milliseconds: a restart takes less than a second. */
const patienceMs = 60_000
const lookAgainMs = 1000

/**
 * The way to the daemon after a stream has broken off, or has come to its end (no error). One that was asked to end is
 * waited for, since whoever ended it may not want it back; one that died is started anew. Throws what is no loss of it.
 */
export async function wireAfter(error: unknown, session: Session): Promise<Wire> {
  session.signal.throwIfAborted()
  const loss = error instanceof Error ? error : new Fault('daemon.stopping', undefined)
  if (!isDaemonGone(loss)) throw loss
  return 'code' in loss && loss.code === 'daemon.unreachable' ? await session.wire() : await returned(loss, session)
}

async function returned(loss: Error, session: Session): Promise<Wire> {
  const { signal } = session
  const wire = await session.wireIfRunning()
  const socket = daemonSocket(session.paths())
  for (const end = performance.now() + patienceMs; ; ) {
    const changed = untilEntryChanges(socket, lookAgainMs, signal)
    const isBack = await daemonStatus(wire, { signal }).then(
      () => true,
      () => false,
    )
    if (isBack) return wire
    await changed
    signal.throwIfAborted()
    if (performance.now() > end) throw loss
  }
}
