import type { Clock } from '../../../contract/clock.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

/**
 * Lets a guest go on after its memory has come or gone. QEMU tells that a moment before it can: "Migration is not finalized yet".
 * Rejects with QmpError, or the signal's reason.
 */
export async function letRun(
  monitor: Pick<Monitor, 'call'>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await monitor.call('cont', {}, signal)
      return
    } catch (error) {
      const isEarly =
        error instanceof QmpError && error.why.kind === 'refused' && /finalized/.test(error.why.description)
      if (!isEarly) throw error
      await clock.sleep(1, signal)
    }
  }
}
