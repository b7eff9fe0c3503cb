import type { Paths } from '../host/paths.ts'
import type { Wire } from '../sdk/wire.ts'
import type { Format } from './declare/global.ts'
import type { Environment } from './environment.ts'
import type { Screen } from './screen.ts'

/** What every command has around it. */
export type Session = {
  readonly screen: Screen
  readonly environment: Environment
  readonly format: Format
  readonly headers: boolean
  readonly quiet: boolean
  /** May a person be asked, or stdin be read? */
  readonly input: boolean
  readonly verbose: boolean
  /** Aborted by Ctrl-C, SIGTERM and --timeout. */
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Where the daemon keeps its things. */
  readonly paths: () => Paths
  /** The way to the daemon; a request that finds none starts one. */
  readonly wire: () => Promise<Wire>
  /** The same, but a request that finds no daemon fails with `daemon.unreachable`. */
  readonly wireIfRunning: () => Promise<Wire>
}
