import type { Clock } from '../../../contract/clock.ts'
import { endMigration, isMigrating } from '../machine/end-migration.ts'
import { letRun } from '../machine/let-run.ts'
import type { Calls } from './copy-watch.ts'

/**
 * Ends a copy that goes on although nobody waits for it, and lets the guest go on. One that writes a memory behind the back of
 * its guest is left alone: QEMU 7.2 hangs when that is cut off. Rejects with QmpError when QEMU does not answer.
 */
export async function endCopy(monitor: Calls, clock: Pick<Clock, 'sleep'>, signal: AbortSignal): Promise<void> {
  if (!(await isPausing(monitor, signal))) {
    if (await isMigrating(monitor, signal)) throw new Error('a memory is still being written; try again in a moment')
    return
  }
  await endMigration(monitor, clock, signal)
  const { status } = await monitor.call('query-status', {}, signal)
  if (status === 'postmigrate' || status === 'finish-migrate') await letRun(monitor, clock, signal)
}

/** Whether what goes on, or has ended just now, is such a copy: only they pause before the end. */
async function isPausing(monitor: Calls, signal: AbortSignal): Promise<boolean> {
  const found = await monitor.call('query-migrate-capabilities', {}, signal)
  return found.some(({ capability, state }) => capability === 'pause-before-switchover' && state)
}
