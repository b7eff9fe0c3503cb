import { errorCode } from '../host/error-code.ts'
import { systemReason } from '../host/errno.ts'
import { Fault } from '../model/fault.ts'

/** Where the daemon is, and how it is started when it is not there. */
export type Door = {
  /** Path of its unix socket. */
  readonly socket: string
  /** Resolves when it can be reached; throws a fault when it cannot be started. Without this, nothing is started. */
  readonly start?: (signal: AbortSignal) => Promise<void>
}

/** Tries; when there is no daemon, starts one and tries again. Throws the fault daemon.unreachable. */
export async function throughDoor<T>(door: Door, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!isAbsence(error)) throw unreachable(door, error, signal)
    if (!door.start) throw unreachable(door, error, signal)
  }
  await door.start(signal)
  return attempt().catch((error: unknown) => {
    throw unreachable(door, error, signal)
  })
}

/** No socket, or one that an ended daemon has left. */
export function isAbsence(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ECONNREFUSED'
}

/** What a person is told; faults, and the reason of the signal, are passed on as they are. */
export function unreachable({ socket }: Door, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (!(error instanceof Error) || error instanceof Fault || error.name === 'RemoteFault') return error
  const reason = isAbsence(error) ? 'no daemon runs there' : systemReason(error)
  return new Fault('daemon.unreachable', { socket, reason }, { cause: error })
}
