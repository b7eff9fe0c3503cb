import type { Clock } from '../../../contract/clock.ts'
import type { Monitor } from '../machine/monitor.ts'

/** QEMU answers late while it writes a large piece of memory. */
const answerMs = 120_000

/**
 * Lets a guest go on that stands still because a daemon before this one was keeping its memory: first it is written to its end,
 * since the stream has a reader of its own. Nothing happens to a machine that somebody has paused.
 */
export async function goOnAfterMemory(
  monitor: Pick<Monitor, 'call'>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<boolean> {
  for (;;) {
    const { status } = await monitor.call('query-migrate', {}, signal, answerMs)
    if (status === undefined || !underWay.has(status)) break
    await clock.sleep(50, signal)
  }
  const { status } = await monitor.call('query-status', {}, signal)
  if (status !== 'postmigrate') return false
  await monitor.call('cont', {}, signal)
  return true
}

const underWay: ReadonlySet<string> = new Set(['setup', 'active', 'device'])
