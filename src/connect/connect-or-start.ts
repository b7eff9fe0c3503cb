import { daemonSocket, type Paths } from '../host/paths.ts'
import type { Wire } from '../sdk/wire.ts'
import { unixWire } from './unix-wire.ts'

export type DaemonOnDemand = {
  readonly paths: Paths
  /** The program of the daemon with its environment; `--ready-fd=3` is added to its arguments. */
  readonly daemonCommand: {
    readonly file: string
    readonly args: readonly string[]
    readonly environment: Readonly<Record<string, string | undefined>>
  }
  /** Called when there is no daemon and one is being started: it takes a moment. */
  readonly onStarting?: (() => void) | undefined
}

/**
 * A wire to the daemon that runs now. Nothing is connected before the first request;
 * a request that finds no daemon throws `daemon.unreachable`.
 */
export function connect({ paths }: { readonly paths: Paths }): Wire {
  return unixWire({ socket: daemonSocket(paths) })
}

/** The same, but a request that finds no daemon starts one and waits until it answers. */
export function connectOrStart(options: DaemonOnDemand): Wire {
  return unixWire({
    socket: daemonSocket(options.paths),
    start: async (signal) => {
      // Most commands find a daemon, and start faster without what starts one.
      const { startDaemon } = await import('./start-daemon.ts')
      await startDaemon(options, signal)
    },
  })
}
