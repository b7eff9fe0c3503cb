import process from 'node:process'
import { unixWire } from '../connect/unix-wire.ts'
import { absolutePath, folderOf } from '../host/absolute-path.ts'
import { daemonSocket } from '../host/paths.ts'
import type { Wire } from '../sdk/wire.ts'
import type { Environment } from './environment.ts'
import { NotStarted } from './problem-of.ts'

/** A wire to the daemon of this environment that starts it when there is none. */
export function openStartingWire(environment: Environment, onStarting: () => void): Wire {
  const paths = environment.paths()
  return unixWire({
    socket: daemonSocket(paths),
    start: async (signal) => {
      const { startDaemon } = await import('../connect/start-daemon.ts')
      const daemonCommand = { file: process.execPath, args: [daemonProgram()], environment: environment.all }
      await startDaemon({ paths, daemonCommand, onStarting }, signal).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : new NotStarted(error)
      })
    },
  })
}

export function openWire(environment: Environment): Wire {
  return unixWire({ socket: daemonSocket(environment.paths()) })
}

/** Beside us, built or not: dist/daemon/main.js for dist/cli, src/daemon/main.ts for src/cli. */
function daemonProgram(): string {
  // Written out, since the bundler puts its own in the place of these very words.
  const own = import.meta.filename
  return absolutePath(`../daemon/main.${own.endsWith('.ts') ? 'ts' : 'js'}`, folderOf(own))
}
