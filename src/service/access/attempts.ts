import type { Clock } from '../../contract/clock.ts'
import { Fault } from '../../model/fault.ts'

const spanMs = 60_000
const mostWrong = 20

/** Counts wrong secrets. Whoever has a right one is never held up, so nobody can be locked out by another's guesses. */
export class Attempts {
  readonly #clock: Clock
  #began = -Infinity
  #wrong = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** One more. Throws access.too-many-attempts when there were 20 within the minute. */
  countWrong(): void {
    const now = this.#clock.steady()
    if (now - this.#began >= spanMs) {
      this.#began = now
      this.#wrong = 0
    }
    this.#wrong += 1
    if (this.#wrong <= mostWrong) return
    throw new Fault('access.too-many-attempts', { seconds: Math.ceil((this.#began + spanMs - now) / 1000) })
  }
}
