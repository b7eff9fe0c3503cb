import { connectWhenThere } from '../../../host/connect-when-there.ts'
import { connectUnix } from '../../../host/unix-socket.ts'
import { QmpError } from '../qmp/error.ts'
import { QmpSession } from '../qmp/session.ts'
import type { RunFiles } from './run-files.ts'

/**
 * A session on the work monitor, waiting for its socket to appear. A monitor serves one client at a time and lets others
 * hang, so when nothing greets us within `greetingMs` the rescue monitor is tried, for as long.
 */
export async function connectMonitor(
  files: RunFiles,
  greetingMs: number,
  heard: () => void,
  signal: AbortSignal,
): Promise<QmpSession> {
  try {
    return await QmpSession.open(await connectWhenThere(files.qmp, signal), { greetingMs, heard }, signal)
  } catch (error) {
    if (!(error instanceof QmpError) || error.why.kind !== 'timeout') throw error
  }
  return QmpSession.open(await connectUnix(files.rescue, signal), { greetingMs, heard }, signal)
}
