import type { Clock } from '../../../contract/clock.ts'
import type { Monitor } from './monitor.ts'

const afterMs = 10

/** Cancels what goes over, until nothing does. Rejects with QmpError when QEMU does not answer. */
export async function endMigration(
  monitor: Pick<Monitor, 'call'>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  while (await isMigrating(monitor, signal)) {
    await monitor.call('migrate_cancel', {}, signal)
    await clock.sleep(afterMs, signal)
  }
}

/** Whether anything goes over now. */
export async function isMigrating(monitor: Pick<Monitor, 'call'>, signal: AbortSignal): Promise<boolean> {
  const { status = 'none' } = await monitor.call('query-migrate', {}, signal)
  return !['none', 'completed', 'failed', 'cancelled'].includes(status)
}
