import { daemonSocket, logFile } from '../host/paths.ts'
import { spawnReady } from '../host/spawn-ready.ts'
import { connectUnix } from '../host/unix-socket.ts'
import { untilEntryChanges } from '../host/until-entry-changes.ts'
import { Fault } from '../model/fault.ts'
import type { Problem } from '../model/operation.ts'
import { RemoteFault } from '../sdk/remote-fault.ts'
import type { DaemonOnDemand } from './connect-or-start.ts'
import { isAbsence } from './door.ts'

/** How long a daemon may take until it answers, in milliseconds. */
const deadlineMs = 20_000
/** How long another starter's daemon is waited for before ours is tried again, in milliseconds; it grows. */
const patienceMs = 500

/**
 * Starts the daemon and resolves when it can be reached. Who starts one at the same moment as others has the same success:
 * only one daemon gets the lock, and the rest wait for its socket. Throws `daemon.start-failed`, or the daemon's own fault.
 */
export async function startDaemon(options: DaemonOnDemand, signal: AbortSignal): Promise<void> {
  options.onStarting?.()
  const end = performance.now() + deadlineMs
  for (let patience = patienceMs; ; patience *= 2) {
    const left = end - performance.now()
    if (left <= 0) throw failed(options, `it was not ready within ${deadlineMs / 1000} seconds`)
    if (await tryToStart(options, left, signal)) return
    // The other daemon may be starting, and then its socket comes; or ending, and then ours is needed after all.
    if (await reachable(daemonSocket(options.paths), Math.min(patience, left), signal)) return
  }
}

/** False when another daemon has the lock. */
async function tryToStart(options: DaemonOnDemand, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const { daemonCommand } = options
  const program = { ...daemonCommand, args: [...daemonCommand.args, '--ready-fd=3'] }
  const outcome = await spawnReady(program, timeoutMs, signal)
  switch (outcome.kind) {
    case 'late':
      throw failed(options, `it was not ready within ${deadlineMs / 1000} seconds`)
    case 'ended': {
      const said = complaintIn(outcome.stderr)
      throw failed(options, said === '' ? outcome.how : `${outcome.how}: ${said}`)
    }
    case 'said': {
      const word = readWord(outcome.line)
      if (word?.ready === true) return true
      if (word?.problem === undefined) throw failed(options, `it said ${outcome.line.slice(0, 200)}`)
      if (word.problem.code === 'daemon.already-running') return false
      throw new RemoteFault(word.problem)
    }
  }
}

/** Of a stack of Node's the error itself, which stands above it; else the last lines. */
function complaintIn(stderr: string): string {
  const lines = stderr.trim().split('\n')
  return lines.find((line) => /^\w*Error\b.*: /.test(line)) ?? lines.slice(-3).join(' / ')
}

function readWord(line: string): { readonly ready?: unknown; readonly problem?: Problem } | undefined {
  try {
    return JSON.parse(line) as { ready?: unknown; problem?: Problem }
  } catch {
    return undefined
  }
}

async function reachable(socket: string, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const left = end - performance.now()
    if (left <= 0) return false
    const changed = untilEntryChanges(socket, left, signal)
    const connection = await connectUnix(socket, signal).catch((error: unknown) => {
      if (isAbsence(error)) return undefined
      throw error
    })
    connection?.close()
    if (connection) return true
    await changed
    signal.throwIfAborted()
  }
}

function failed({ paths }: DaemonOnDemand, reason: string): Fault {
  return new Fault('daemon.start-failed', { reason, log: logFile(paths) })
}
