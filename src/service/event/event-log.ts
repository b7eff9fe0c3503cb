import type { Clock } from '../../contract/clock.ts'
import { Bell } from '../../kit/bell.ts'
import type { Event, EventKind } from '../../model/event.ts'

/** How many events are kept for readers that are behind. */
const kept = 2048

/** The last events, numbered from 1. Readers go at their own pace; who falls too far behind is told to resync. */
export class EventLog {
  readonly #clock: Clock
  readonly #events: Event[] = []
  readonly #bell = new Bell()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  publish(kind: EventKind, subject: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.#last += 1
    this.#events.push({ sequence: this.#last, at: this.#clock.now().toISOString(), kind, subject, details })
    if (this.#events.length > kept) this.#events.shift()
    this.#bell.ring()
  }

  /** Events after `sequence`, or from now on when it is undefined. Ends when the signal is aborted. */
  async *since(sequence: number | undefined, signal: AbortSignal): AsyncGenerator<Event, undefined> {
    // A number from before a restart of the daemon is larger than ours: what it missed is unknown.
    let seen = sequence ?? this.#last
    if (seen > this.#last) yield this.#resync()
    seen = Math.min(seen, this.#last)
    while (!signal.aborted) {
      const oldest = this.#events[0]?.sequence ?? this.#last + 1
      if (seen + 1 < oldest) {
        yield this.#resync()
        seen = this.#last
      }
      for (const event of this.#events.filter((event) => event.sequence > seen)) {
        yield event
        seen = event.sequence
      }
      if (seen === this.#last) await this.#bell.wait(signal).catch(() => undefined)
    }
  }

  #resync(): Event {
    return { sequence: this.#last, at: this.#clock.now().toISOString(), kind: 'resync', subject: '', details: {} }
  }
}
