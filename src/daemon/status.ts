import process from 'node:process'
import { daemonSocket, logFile } from '../host/paths.ts'
import type { DaemonStatus } from '../model/daemon.ts'
import { version } from '../model/version.ts'
import type { Deps } from '../service/deps.ts'
import type { Config } from './config.ts'

/** How this daemon does. */
export async function daemonStatus(
  { paths, mode }: Config,
  { store, fleet }: Deps,
  startedAt: Date,
): Promise<DaemonStatus> {
  return {
    version,
    pid: process.pid,
    startedAt: startedAt.toISOString(),
    mode,
    socket: daemonSocket(paths),
    stateDirectory: paths.state,
    logFile: mode === 'system' ? null : logFile(paths),
    instances: await store.count('instance'),
    running: fleet.ids().size,
    alarm: store.trouble?.message ?? null,
    memoryBytes: process.memoryUsage.rss(),
  }
}
