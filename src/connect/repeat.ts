import { errorCode } from '../host/error-code.ts'
import type { WireRequest } from '../sdk/wire.ts'
import { NoAnswerError } from './http/byte-reader.ts'

/** Pauses before a request is made again, in milliseconds: a killed process is gone after a few. */
const pausesMs = [10, 20, 40, 80, 160]

/**
 * Makes a request again when a daemon has hung up on it without a word, because it was killed or has just ended: for a moment its
 * socket still takes connections that nobody will read. Only what may safely be done twice is repeated.
 */
export async function repeatedly<T>(request: WireRequest, signal: AbortSignal, act: () => Promise<T>): Promise<T> {
  if (!mayBeRepeated(request)) return act()
  for (const pause of pausesMs) {
    try {
      return await act()
    } catch (error) {
      if (!isSilence(error)) throw error
    }
    await new Promise((resolve) => {
      setTimeout(resolve, pause)
    })
    signal.throwIfAborted()
  }
  return act()
}

/** A request with a key is done once however often it comes, also by the next daemon. */
function mayBeRepeated({ method, headers = {} }: WireRequest): boolean {
  return method === 'GET' || headers['idempotency-key'] !== undefined
}

function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.cause instanceof NoAnswerError || errorCode(error.cause) === 'ECONNRESET'
}
