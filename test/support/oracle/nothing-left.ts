import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Holdings, holdingsOf, leaksBetween } from './holdings.ts'

/** Ends are seen before the kernel has taken a process apart; only what stays so long, in milliseconds, is a leak. */
const patienceMs = 5000

/** The no-leak oracle: after the work there is nothing that was not there before. */
export async function assertNothingLeft(home: string, before: Holdings, patience = patienceMs): Promise<void> {
  const deadline = performance.now() + patience
  for (;;) {
    const leaks = leaksBetween(before, await holdingsOf(home))
    if (Object.keys(leaks).length === 0) return
    if (performance.now() > deadline) return assert.deepEqual(leaks, {}, 'something is left')
    await sleep(20)
  }
}
