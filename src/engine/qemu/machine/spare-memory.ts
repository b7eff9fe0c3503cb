import * as z from 'zod'
import type { Clock } from '../../../contract/clock.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from './monitor.ts'

type Asking = { readonly monitor: Pick<Monitor, 'call'>; readonly clock: Pick<Clock, 'sleep'> }

const balloon = '/machine/peripheral/balloon0'

/** How long the guest may take to tell, and between two looks, in milliseconds. */
const tellMs = 2500
const lookMs = 100

/** What stays for the guest's own kernel: a Linux that has less ends its programs, and then itself. */
const marginBytes = 40 * 2 ** 20

/** What the driver of the balloon tells (qapi, virtio-balloon, guest-stats); what it does not know is 2^64 - 1. */
const GuestStats = z.object({ 'last-update': z.number(), stats: z.object({ 'stat-available-memory': z.number() }) })

/**
 * How much memory a guest can give away without harm, in bytes; undefined when it does not tell. A balloon takes what it is
 * told to, and a guest out of memory panics.
 */
export async function spareMemory({ monitor, clock }: Asking, signal: AbortSignal): Promise<number | undefined> {
  const every = (seconds: number) =>
    monitor.call('qom-set', { path: balloon, property: 'guest-stats-polling-interval', value: seconds }, signal)
  const since = Math.floor(Date.now() / 1000)
  if (!(await hasBalloon(monitor, signal))) return undefined
  await every(1)
  try {
    for (let waited = 0; waited < tellMs; waited += lookMs) {
      await clock.sleep(lookMs, signal)
      const told = GuestStats.safeParse(
        await monitor.call('qom-get', { path: balloon, property: 'guest-stats' }, signal),
      )
      const available = told.data?.stats['stat-available-memory'] ?? Infinity
      if ((told.data?.['last-update'] ?? 0) < since) continue
      return available < 2 ** 53 ? Math.max(0, available - marginBytes) : undefined
    }
    return undefined
  } finally {
    await every(0)
  }
}

async function hasBalloon(monitor: Asking['monitor'], signal: AbortSignal): Promise<boolean> {
  return await monitor.call('query-balloon', {}, signal).then(
    () => true,
    (error: unknown) => {
      if (error instanceof QmpError && error.why.kind === 'refused') return false
      throw error
    },
  )
}
