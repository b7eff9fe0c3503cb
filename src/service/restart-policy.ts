import type { Deps } from './deps.ts'
import type { Ended } from './instance/fleet.ts'
import { startInstance } from './instance/start.ts'
import { ownRequest } from './operation/begin.ts'
import { restartDelayMs, shouldRestart } from '../plan/instance/restart.ts'

/** Starts instances again that ended by themselves, as their spec says. Ends with the signal. */
export function keepRestartPolicy(deps: Deps, signal: AbortSignal): void {
  const failures = new Map<string, { readonly count: number; readonly at: number }>()
  deps.fleet.onEnded((ended) => {
    // An installer that has ended is not begun again by itself.
    if (ended.record.toInstall === true) return
    if (!shouldRestart(ended.record.spec.restart, ended)) return
    const now = deps.clock.steady()
    const before = failures.get(ended.record.id)
    const count = before && now - before.at < calmMs ? before.count + 1 : 0
    failures.set(ended.record.id, { count, at: now })
    void again(deps, ended, restartDelayMs(count), signal)
  })
}

/** Who ran longer than this has not failed in a row, in milliseconds. */
const calmMs = 120_000

async function again(deps: Deps, { record }: Ended, delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await deps.clock.sleep(delayMs, signal)
    await startInstance(deps, record.name, ownRequest)
  } catch (error) {
    if (!signal.aborted)
      deps.log.warn('an instance was not restarted', { instance: record.name, reason: String(error) })
  }
}
