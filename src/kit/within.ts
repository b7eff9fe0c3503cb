/**
 * The value of a promise, unless the signal is aborted first (its reason is thrown) or `timeoutMs` pass (what `late`
 * makes is thrown). The work behind the promise is not stopped by this.
 */
export async function within<T>(
  promise: Promise<T>,
  timeoutMs: number,
  signal: AbortSignal,
  late: () => Error,
): Promise<T> {
  const stop = Promise.withResolvers<never>()
  const timer = setTimeout(() => stop.reject(late()), timeoutMs)
  try {
    return await unlessAborted(Promise.race([promise, stop.promise]), signal)
  } finally {
    clearTimeout(timer)
  }
}

/** The value of a promise, unless the signal is aborted first: then its reason is thrown. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const stop = Promise.withResolvers<never>()
  const abort = () => stop.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    if (signal.aborted) abort()
    return await Promise.race([stop.promise, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
