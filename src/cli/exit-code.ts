/** Exit codes that scripts may rely on. `exec` and `run` pass the code of the inner command on. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  permission: 5,
  unreachable: 6,
  timeout: 7,
  partly: 8,
  /** The command in the guest was not begun, by our own failure. */
  notBegun: 125,
  notExecutable: 126,
  commandNotFound: 127,
  interrupted: 130,
} as const

export const exitMeanings: readonly { readonly code: number; readonly meaning: string }[] = [
  { code: exitCodes.ok, meaning: 'done' },
  { code: exitCodes.failure, meaning: 'failed' },
  { code: exitCodes.usage, meaning: 'the command line, the request or the spec is wrong' },
  { code: exitCodes.notFound, meaning: 'there is no such thing' },
  { code: exitCodes.conflict, meaning: 'not possible in the present state' },
  { code: exitCodes.permission, meaning: 'not permitted' },
  { code: exitCodes.unreachable, meaning: 'the daemon cannot be reached' },
  { code: exitCodes.timeout, meaning: 'not finished in time' },
  { code: exitCodes.partly, meaning: 'done for some of several, and not for others' },
  { code: exitCodes.interrupted, meaning: 'ended by Ctrl-C' },
]

type Failure = { readonly code: string; readonly status: number }

/** The exit code for a problem, from its code where that says more than its HTTP status. */
export function exitCodeOf({ code, status }: Failure): number {
  if (code.startsWith('daemon.')) return exitCodes.unreachable
  if (code === 'host.unwritable') return exitCodes.permission
  if (status === 401 || status === 403) return exitCodes.permission
  if (status === 404) return exitCodes.notFound
  if (status === 409 || status === 412) return exitCodes.conflict
  if (status === 504 || status === 408) return exitCodes.timeout
  if (status === 400 || status === 422) return exitCodes.usage
  return exitCodes.failure
}

/** The exit code where a command in the guest was asked for: its own codes must not be mistaken for ours. */
export function guestExitCodeOf({ code, details }: Failure & { readonly details: Record<string, unknown> }): number {
  if (code === 'exec.timeout' || code === 'timeout') return exitCodes.timeout
  if (code !== 'exec.not-found') return exitCodes.notBegun
  return /permission|EACCES/i.test(String(details['reason'])) ? exitCodes.notExecutable : exitCodes.commandNotFound
}
