import type { Change, Key, Kind, Kinds, Page, Store, Versioned, Write } from '../contract/store.ts'
import { Fault } from '../model/fault.ts'
import { Changes } from './changes.ts'
import { CommitQueue } from './commit-queue.ts'
import type { Database } from './database.ts'
import { toEntries } from './entry.ts'
import { fromRow, RecordError, type Row } from './record.ts'
import { toStoreFault } from './store-fault.ts'

/** The store contract on one SQLite file, which it owns and closes. */
export class SqliteStore implements Store {
  readonly #database: Database
  readonly #changes = new Changes()
  readonly #queue: CommitQueue

  constructor(database: Database) {
    this.#database = database
    this.#queue = new CommitQueue(database, this.#changes)
  }

  get trouble(): Fault | null {
    return this.#queue.trouble
  }

  get<K extends Kind>(kind: K, key: Key<K>): Promise<Versioned<Kinds[K]> | undefined> {
    return this.#read(({ get }) => {
      const row = get.get(kind, key)
      return row && fromRow<K>(row as Row)
    })
  }

  list<K extends Kind>(kind: K, { after = '', limit }: Page): Promise<readonly Versioned<Kinds[K]>[]> {
    return this.#read(({ list }) => list.all(kind, after, limit).map((row) => fromRow<K>(row as Row)))
  }

  count(kind: Kind): Promise<number> {
    return this.#read(({ count }) => Number(count.get(kind)?.['count']))
  }

  async commit(writes: readonly Write[]): Promise<{ readonly revision: number } | 'conflict'> {
    return this.#queue.commit(toEntries(writes))
  }

  keepRoom(): void {
    this.#queue.keepRoom()
  }

  watch(signal: AbortSignal): AsyncIterable<Change> {
    return this.#changes.watch(signal)
  }

  /** What was asked for before is committed first. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.flush()
    this.#changes[Symbol.dispose]()
    this.#database[Symbol.dispose]()
  }

  async #read<T>(query: (statements: Database['statements']) => T): Promise<T> {
    try {
      return query(this.#database.statements)
    } catch (error) {
      const { file: path } = this.#database
      if (!(error instanceof RecordError)) throw await toStoreFault(error, path)
      throw new Fault('daemon.store-damaged', { path, reason: error.message }, { cause: error })
    }
  }
}
