import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
import { inTransaction } from './in-transaction.ts'
import { migrate } from './migrate/migrate.ts'

type Statements = ReturnType<typeof prepare>

/** So much is kept, in pages: some thousand changes. The log is written from its beginning again when half of it is used. */
const roomPages = 512
const pageBytes = 4096
/** Kind and key of a record that is there for a moment only. */
const room = ['room', ''] as const

/** The open file, with every statement that the store runs compiled once. */
export class Database implements Disposable {
  readonly file: string
  readonly statements: Statements
  readonly #connection: DatabaseSync
  /** The log begins small with each connection. */
  #hasKeptRoom = false

  /**
   * Checks the whole file, then brings it to the newest schema. Throws the fault daemon.store-damaged or SQLite's errors.
   * @param busyTimeoutMs how long each statement waits for another program that holds the file
   */
  constructor(file: string, busyTimeoutMs: number) {
    this.file = file
    this.#connection = new DatabaseSync(file, {
      timeout: busyTimeoutMs,
      enableForeignKeyConstraints: true,
      defensive: true,
    })
    try {
      this.#requireSound()
      // FULL: the log is synced at every commit, so what was answered survives a power cut.
      this.#connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      this.#connection.exec(`PRAGMA wal_autocheckpoint = ${roomPages / 2}`)
      migrate(this.#connection)
      this.statements = prepare(this.#connection)
    } catch (error) {
      this.#connection.close()
      throw error
    }
  }

  /** All of it, or nothing when `act` or the commit throws. */
  transaction<T>(act: () => T): T {
    return inTransaction(this.#connection, act)
  }

  /** About 1 ms for each thousand records. The quick check would not compare the index with the table. */
  #requireSound(): void {
    const found = String(this.#connection.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'])
    if (found === 'ok') return
    const reason = `its contents are damaged (${found.replaceAll(/\s+/g, ' ')})`
    throw new Fault('daemon.store-damaged', { path: this.file, reason })
  }

  /**
   * Makes the file and its log larger than they need to be, so that records can be changed, and old ones take the place of new
   * ones, when the file system has nothing left. Throws SQLite's errors, as when it is full already.
   */
  keepRoom(): void {
    const { put, delete: remove } = this.statements
    const free = Number(this.#connection.prepare('PRAGMA freelist_count').get()?.['freelist_count'])
    if (free >= roomPages / 2 && this.#hasKeptRoom) return
    // In two transactions: pages that one transaction takes and gives back are never written.
    this.transaction(() => put.run(...room, 0, '0'.repeat(roomPages * pageBytes), 0))
    this.transaction(() => remove.run(...room))
    this.#hasKeptRoom = true
  }

  [Symbol.dispose](): void {
    if (this.#connection.isOpen) this.#connection.close()
  }
}

function prepare(connection: DatabaseSync) {
  const columns = 'kind, key, revision, value, sum'
  return {
    get: connection.prepare(`SELECT ${columns} FROM record WHERE kind = ? AND key = ?`),
    list: connection.prepare(`SELECT ${columns} FROM record WHERE kind = ? AND key > ? ORDER BY key LIMIT ?`),
    count: connection.prepare('SELECT count(*) AS count FROM record WHERE kind = ?'),
    revisionOf: connection.prepare('SELECT revision FROM record WHERE kind = ? AND key = ?'),
    put: connection.prepare(`
      INSERT INTO record (${columns}) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (kind, key) DO UPDATE SET revision = excluded.revision, value = excluded.value, sum = excluded.sum`),
    delete: connection.prepare('DELETE FROM record WHERE kind = ? AND key = ?'),
    revision: connection.prepare('SELECT revision FROM counter'),
    setRevision: connection.prepare('UPDATE counter SET revision = ?'),
  }
}
