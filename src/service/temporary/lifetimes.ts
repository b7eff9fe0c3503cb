import type { TemporaryRecord } from '../../contract/store.ts'
import { Bell } from '../../kit/bell.ts'
import type { InstanceId } from '../../model/name.ts'
import { dueAt, expiryOf } from '../../plan/temporary/lifetime.ts'

/** Which instances are temporary, as the store has it: so that a list need not ask it for each. */
export class Lifetimes {
  readonly #known = new Map<InstanceId, TemporaryRecord>()
  readonly #bell = new Bell()

  /** After it was written to the store. */
  put(record: TemporaryRecord): void {
    this.#known.set(record.instance, record)
    this.#bell.ring()
  }

  forget(id: InstanceId): void {
    this.#known.delete(id)
  }

  get(id: InstanceId): TemporaryRecord | undefined {
    return this.#known.get(id)
  }

  /** Null when it is not temporary. */
  expiresAt(id: InstanceId): string | null {
    const record = this.#known.get(id)
    return record ? expiryOf(record) : null
  }

  /** Ids of those that are due now, and when the next one is, in milliseconds since 1970. */
  due(now: Date, watchedSince: Date): { readonly ids: readonly InstanceId[]; readonly next: number } {
    const all = [...this.#known.values()].map((record) => ({ id: record.instance, at: dueAt(record, watchedSince) }))
    const isDue = ({ at }: { readonly at: number }): boolean => at <= now.getTime()
    const rest = all.filter((each) => !isDue(each)).map(({ at }) => at)
    return { ids: all.filter(isDue).map(({ id }) => id), next: Math.min(Infinity, ...rest) }
  }

  /** Resolves when one has come or was renewed. */
  changed(signal: AbortSignal): Promise<void> {
    return this.#bell.wait(signal)
  }
}
