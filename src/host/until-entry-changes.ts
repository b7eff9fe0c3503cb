import { basename, dirname } from 'node:path'
import { Watch } from './watch.ts'

/**
 * Resolves when the file of this path comes, goes or changes, when the time is over, or when the signal is aborted.
 * It watches from the moment of the call. Where the folder does not exist there is nothing to see before the time is over.
 */
export async function untilEntryChanges(path: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  // A timer that keeps the process alive, which the watch does not.
  const timer = setTimeout(() => over.abort(), timeoutMs)
  try {
    using watch = watchIfAny(path)
    const stop = AbortSignal.any([signal, over.signal])
    if (watch) await watch.changed(stop)
    else await aborted(stop)
  } finally {
    clearTimeout(timer)
  }
}

function watchIfAny(path: string): Watch | undefined {
  try {
    return Watch.on(dirname(path), basename(path))
  } catch {
    return undefined
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
