import { daemonSocket } from '../../host/paths.ts'
import { identityOf, untilGone } from '../../host/process.ts'
import { Fault } from '../../model/fault.ts'
import { stopDaemon } from '../../sdk/daemon.ts'
import { isDaemonGone } from '../problem-of.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Session } from '../session.ts'

/** How long a daemon may take to end, in milliseconds: it finishes or undoes what it is at. */
const deadlineMs = 30_000

/** Ends the daemon and waits until it is gone. False when there was none. */
export async function endDaemon(session: Session): Promise<boolean> {
  using progress = progressOn(session, 'Stopping the daemon')
  progress.show({ phase: '', progress: null })
  const pid = await askToEnd(session)
  if (pid === undefined) return false
  const identity = identityOf(pid)
  if (identity !== undefined && !(await untilGone(identity, deadlineMs))) {
    const reason = `process ${pid} was asked to end and has not after ${deadlineMs / 1000} seconds`
    throw new Fault('daemon.unreachable', { socket: daemonSocket(session.paths()), reason })
  }
  return true
}

async function askToEnd({ wireIfRunning, signal }: Session): Promise<number | undefined> {
  try {
    return (await stopDaemon(await wireIfRunning(), { signal })).pid
  } catch (error) {
    if (isDaemonGone(error)) return undefined
    throw error
  }
}
