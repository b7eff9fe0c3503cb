import type { Clock } from '../../../contract/clock.ts'
import { processTimeMs } from '../../../host/process-time.ts'

/** How long it must have had nothing to do, and when it is kept nevertheless; in milliseconds. */
const quietMs = 5000
const patienceMs = 120_000

/** How much of one processor a guest at rest takes when it is emulated: its timers alone take some hundredths. */
const restShare = 0.2

/** Waits until a machine rests. What its guest still does then, every fork would do again. */
export async function untilItRests(pid: number, clock: Pick<Clock, 'sleep'>, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (let since = performance.now(), before = await processTimeMs(pid); performance.now() < deadline; ) {
    const began = performance.now()
    await clock.sleep(1000, signal)
    const after = await processTimeMs(pid)
    if (after - before > (performance.now() - began) * restShare) since = performance.now()
    if (performance.now() - since >= quietMs) return
    before = after
  }
}
