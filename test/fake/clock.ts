import type { Clock, Random } from '../../src/contract/clock.ts'

type Sleeper = { readonly wakesAt: number; readonly wake: () => void }

/** Time stands still until the test moves it. */
export class FakeClock implements Clock {
  #now: number
  /** By how much the clock was set forward, in milliseconds. */
  #set = 0
  readonly #sleepers = new Set<Sleeper>()

  constructor(start = '2026-01-01T00:00:00.000Z') {
    this.#now = Date.parse(start)
  }

  /** How many sleep now. */
  get sleeping(): number {
    return this.#sleepers.size
  }

  now(): Date {
    return new Date(this.#now + this.#set)
  }

  steady(): number {
    return this.#now
  }

  /** Somebody sets the clock: no time goes by. */
  set(ms: number): void {
    this.#set += ms
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      // As any promise of this kind does: whatever the caller gave as reason.
      const giveUp = () => {
        this.#sleepers.delete(sleeper)
        reject(signal.reason as Error)
      }
      const wake = () => {
        this.#sleepers.delete(sleeper)
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const sleeper = { wakesAt: this.#now + ms, wake }
      if (signal.aborted) return giveUp()
      this.#sleepers.add(sleeper)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Moves time on, waking each sleeper at its moment, in order; what a woken one does is done before the next wakes. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await settled()
    for (let next = this.#first(end); next !== undefined; next = this.#first(end)) {
      this.#now = Math.max(this.#now, next.wakesAt)
      next.wake()
      await settled()
    }
    this.#now = end
  }

  /** Resolves once at least `count` sleep: what is tested has come to its wait. */
  async untilSleeping(count = 1): Promise<void> {
    while (this.#sleepers.size < count) await settled()
  }

  #first(end: number): Sleeper | undefined {
    return [...this.#sleepers].filter(({ wakesAt }) => wakesAt <= end).sort((a, b) => a.wakesAt - b.wakesAt)[0]
  }
}

/** The same sequence in every run: token a00…1, a00…2; mac 52:54:00:00:00:01, …02. */
export function fakeRandom(): Random {
  let count = 0
  const next = (radix: number, width: number) => (++count).toString(radix).padStart(width, '0')
  return {
    uuid: () => `00000000-0000-4000-8000-${next(16, 12)}`,
    token: (length) => `a${next(36, length - 1)}`,
    mac: () => `52:54:00:${next(16, 6).replace(/(..)(..)(..)/, '$1:$2:$3')}`,
  }
}

/** Lets everything that can go on now go on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
