import { renewInstance } from './instance.ts'
import { RemoteFault } from './remote-fault.ts'
import type { Wire } from './wire.ts'

/** Of the time for which nobody need renew it. */
const share = 1 / 3

/**
 * Renews a temporary instance again and again, until it is disposed of or the instance is gone. It keeps no program alive: one
 * that has nothing else to do ends, and the instance goes by itself.
 */
export function attend(wire: Wire, name: string, unattendedSeconds: number): Disposable {
  const over = new AbortController()
  void renewing(wire, name, unattendedSeconds * 1000 * share, over.signal)
  return { [Symbol.dispose]: () => over.abort() }
}

async function renewing(wire: Wire, name: string, everyMs: number, signal: AbortSignal): Promise<void> {
  while (await nap(everyMs, signal)) {
    const isGone = await renewInstance(wire, name, { signal }).then(
      () => false,
      // A daemon that does not answer now may do so the next time.
      (error: unknown) => error instanceof RemoteFault && error.code === 'instance.not-found',
    )
    if (isGone) return
  }
}

/** False when there is nothing more to do. */
function nap(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const stop = () => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve(true)
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
    // Node's timers are objects and hold the program; those of a page are numbers.
    if (hasUnref(timer)) timer.unref()
  })
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer
}
