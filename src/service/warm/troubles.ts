import type { WarmId } from '../../model/name.ts'
import { pauseAfter } from '../../plan/warm/waiting.ts'

/** What went wrong with those that waited, one after the other. `until`: when another one is made; null for never. */
type Trouble = { readonly failures: number; readonly until: number | null; readonly reason: string }

/** Machines that were lost while they waited, or could not be started: each time it takes longer until the next is tried. */
export class Troubles {
  readonly #troubles = new Map<WarmId, Trouble>()
  readonly #now: () => number

  /** @param now in milliseconds since some moment, as Clock.steady */
  constructor(now: () => number) {
    this.#now = now
  }

  /** True when no other one is tried any more. */
  add(warm: WarmId, reason: string): boolean {
    const failures = (this.#troubles.get(warm)?.failures ?? 0) + 1
    const pauseMs = pauseAfter(failures)
    this.#troubles.set(warm, { failures, until: pauseMs === null ? null : this.#now() + pauseMs, reason })
    return pauseMs === null
  }

  forget(warm: WarmId): void {
    this.#troubles.delete(warm)
  }

  /** Why none is made now; undefined when one may be. */
  reasonOf(warm: WarmId): string | undefined {
    const trouble = this.#troubles.get(warm)
    if (!trouble || (trouble.until !== null && trouble.until <= this.#now())) return undefined
    return trouble.until === null ? `given up, since ${trouble.reason}` : trouble.reason
  }

  /** When the next pause ends, in milliseconds from now; at most `most`. */
  untilNext(most: number): number {
    const pauses = [...this.#troubles.values()].map(({ until }) => (until ?? Infinity) - this.#now())
    return Math.min(most, ...pauses.filter((ms) => ms > 0))
  }
}
