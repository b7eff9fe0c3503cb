import type { Change, Key, Kind, Kinds, Page, Store, Versioned, Write } from '../../src/contract/store.ts'
import { Changes } from '../../src/store/changes.ts'
import { keyOf, refuseRepeatedKeys } from '../../src/store/record-key.ts'

/** A row keeps text, as a database does, so that nobody can change a record by holding on to it. */
type Row = { readonly json: string; readonly revision: number }

/** Keeps the store contract in memory, and can fail when a test wants it to. */
export class FakeStore implements Store {
  readonly #rows: Record<Kind, Map<string, Row>> = { instance: new Map(), image: new Map(), operation: new Map() }
  readonly #changes = new Changes()
  readonly #failures: Error[] = []
  #revision = 0

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
    await Promise.resolve()
    const failure = this.#failures.shift()
    if (failure) throw failure
    refuseRepeatedKeys(writes)
    if (!writes.every((write) => this.#holds(write))) return 'conflict'
    const changes = writes.flatMap((write) => this.#write(write, this.#revision + 1))
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

  #holds(write: Write): boolean {
    const revision = this.#rows[write.kind].get(keyOf(write))?.revision ?? 0
    return write.expected === undefined || write.expected === revision
  }

  #write(write: Write, revision: number): Change[] {
    const [rows, key] = [this.#rows[write.kind], keyOf(write)]
    const deleted = 'delete' in write
    if (deleted && !rows.delete(key)) return []
    if (!deleted) rows.set(key, { json: JSON.stringify(write.put), revision })
    return [{ revision, kind: write.kind, key, deleted }]
  }
}

function read<K extends Kind>({ json, revision }: Row): Versioned<Kinds[K]> {
  return { value: JSON.parse(json) as Kinds[K], revision }
}
