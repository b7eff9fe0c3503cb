import { Fault } from '../model/fault.ts'
import type { Problem } from '../model/operation.ts'
import { RemoteFault } from '../sdk/remote-fault.ts'
import { UsageError } from './usage-error.ts'

/** The person pressed Ctrl-C (or a SIGTERM came). `signal` is its number, for the exit code. */
export class Interrupted extends Error {
  readonly signal: number

  constructor(signal: number) {
    super('interrupted')
    this.name = 'Interrupted'
    this.signal = signal
  }
}

/** --timeout is over. */
export class OutOfTime extends Error {
  constructor(timeoutMs: number) {
    super(`This was not finished after ${timeoutMs / 1000} seconds (--timeout).`)
    this.name = 'OutOfTime'
  }
}

/** There was no daemon, and none could be started. The cause says why. */
export class NotStarted extends Error {
  constructor(cause: unknown) {
    super('the daemon could not be started', { cause })
    this.name = 'NotStarted'
  }
}

/** Everything that can be thrown, as what, why and what to do. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Fault || error instanceof RemoteFault) return error.toProblem()
  if (error instanceof UsageError) return ours('usage', 422, error.message, error.hint)
  if (error instanceof OutOfTime)
    return ours('timeout', 504, error.message, 'Give it more time, or look with `stroj operation ls`.')
  if (error instanceof Interrupted) return ours('interrupted', 499, 'Interrupted.')
  if (error instanceof NotStarted) return problemOf(error.cause)
  const message = error instanceof Error ? error.message : String(error)
  return ours(
    'internal.error',
    500,
    `stroj met an error that it does not understand: ${message}.`,
    'Try it again with --verbose, and please report what it says.',
  )
}

function ours(code: string, status: number, title: string, hint?: string): Problem {
  return {
    type: `https://stroj.invalid/fault/${code}`,
    title,
    status,
    code,
    ...(hint !== undefined && { hint }),
    details: {},
  }
}

/** The daemon was there and is not any more, as when it is restarted. */
export function isDaemonGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'daemon.unreachable' || code === 'daemon.stopping'
}
