import type { Clock } from '../../contract/clock.ts'
import type { TemporaryRecord } from '../../contract/store.ts'
import { Bell } from '../../kit/bell.ts'
import type { InstanceId } from '../../model/name.ts'
import { dueAt, expiryOf } from '../../plan/temporary/lifetime.ts'

/** `due`: when it is deleted, as Clock.steady counts. */
type Known = { readonly record: TemporaryRecord; readonly due: number }

/**
 * Which instances are temporary, as the store has it: so that a list need not ask it for each. From when one is known here on, its
 * time goes by as time does, whatever the clock of the host shows, and not while the host sleeps.
 */
export class Lifetimes {
  readonly #clock: Clock
  readonly #known = new Map<InstanceId, Known>()
  readonly #bell = new Bell()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** After it was written to the store, and of a new daemon, which gives each a moment to be renewed. */
  put(record: TemporaryRecord): void {
    const now = this.#clock.now()
    const due = this.#clock.steady() + dueAt(record, now) - now.getTime()
    this.#known.set(record.instance, { record, due })
    this.#bell.ring()
  }

  forget(id: InstanceId): void {
    this.#known.delete(id)
  }

  get(id: InstanceId): TemporaryRecord | undefined {
    return this.#known.get(id)?.record
  }

  /** Null when it is not temporary. */
  expiresAt(id: InstanceId): string | null {
    const record = this.get(id)
    return record ? expiryOf(record) : null
  }

  /** Ids of those that are due now, and in how many milliseconds the next one is. */
  due(): { readonly ids: readonly InstanceId[]; readonly nextMs: number } {
    const now = this.#clock.steady()
    const all = [...this.#known.values()].map(({ record, due }) => ({ id: record.instance, ms: due - now }))
    const rest = all.filter(({ ms }) => ms > 0).map(({ ms }) => ms)
    return { ids: all.filter(({ ms }) => ms <= 0).map(({ id }) => id), nextMs: Math.min(Infinity, ...rest) }
  }

  /** Resolves when one has come or was renewed. */
  changed(signal: AbortSignal): Promise<void> {
    return this.#bell.wait(signal)
  }
}
