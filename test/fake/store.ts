import type { Change, Key, Kind, Kinds, Page, Store, Versioned, Write } from '../../src/contract/store.ts'
import { Changes } from '../../src/store/changes.ts'
import { type Entry, toEntries } from '../../src/store/entry.ts'

/** A row keeps text, as a database does, so that nobody can change a record by holding on to it. */
type Row = { readonly json: string; readonly revision: number }

/** Keeps the store contract in memory, and can fail when a test wants it to. */
export class FakeStore implements Store {
  readonly trouble = null
  readonly #rows: Record<Kind, Map<string, Row>> = {
    instance: new Map(),
    image: new Map(),
    volume: new Map(),
    pool: new Map(),
    operation: new Map(),
    token: new Map(),
    session: new Map(),
    listener: new Map(),
    snapshots: new Map(),
    temporary: new Map(),
    parked: new Map(),
    warm: new Map(),
    waiting: new Map(),
    settings: new Map(),
  }
  readonly #changes = new Changes()
  readonly #failures: Error[] = []
  #revision = 0

  keepRoom(): void {}

  /** The next commit writes nothing and rejects with this error. Several calls queue up. */
  failNextCommit(error: Error): void {
    this.#failures.push(error)
  }

  get<K extends Kind>(kind: K, key: Key<K>): Promise<Versioned<Kinds[K]> | undefined> {
    const row = this.#rows[kind].get(key)
    return Promise.resolve(row && read<K>(row))
  }

  list<K extends Kind>(kind: K, { after = '', limit }: Page): Promise<readonly Versioned<Kinds[K]>[]> {
    const rows = [...this.#rows[kind]].filter(([key]) => key > after).sort(([a], [b]) => (a < b ? -1 : 1))
    return Promise.resolve(rows.slice(0, limit).map(([, row]) => read<K>(row)))
  }

  count(kind: Kind): Promise<number> {
    return Promise.resolve(this.#rows[kind].size)
  }

  async commit(writes: readonly Write[]): Promise<{ readonly revision: number } | 'conflict'> {
    const entries = toEntries(writes)
    await Promise.resolve()
    const failure = this.#failures.shift()
    if (failure) throw failure
    if (!entries.every((entry) => this.#holds(entry))) return 'conflict'
    const changes = entries.flatMap((entry) => this.#write(entry, this.#revision + 1))
    if (changes.length > 0) this.#revision += 1
    this.#changes.publish(changes)
    return { revision: this.#revision }
  }

  watch(signal: AbortSignal): AsyncIterable<Change> {
    return this.#changes.watch(signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve()
    this.#changes[Symbol.dispose]()
  }

  #holds({ kind, key, expected }: Entry): boolean {
    return expected === undefined || expected === (this.#rows[kind].get(key)?.revision ?? 0)
  }

  #write({ kind, key, value }: Entry, revision: number): readonly Change[] {
    const rows = this.#rows[kind]
    if (value !== undefined) rows.set(key, { json: value, revision })
    else if (!rows.delete(key)) return []
    return [{ revision, kind, key, deleted: value === undefined }]
  }
}

function read<K extends Kind>({ json, revision }: Row): Versioned<Kinds[K]> {
  return { value: JSON.parse(json) as Kinds[K], revision }
}
