import type { Change } from '../contract/store.ts'
import { Fault } from '../model/fault.ts'
import type { Changes } from './changes.ts'
import type { Database } from './database.ts'
import type { Entry } from './entry.ts'
import { sumOf } from './record.ts'
import { isIoError, toStoreFault } from './store-fault.ts'

type Answer = { readonly revision: number } | 'conflict'
type Outcome = { readonly answer: Answer; readonly changes: readonly Change[] }
type Waiting = {
  readonly entries: readonly Entry[]
  readonly answer: (answer: Answer) => void
  readonly fail: (error: unknown) => void
}

/** How often it is looked whether there is room left for a full disk. */
const commitsBetweenLooks = 256

/** Commits asked for in the same turn of the event loop share one transaction, and so one fsync. */
export class CommitQueue {
  readonly #database: Database
  readonly #changes: Changes
  #waiting: Waiting[] = []
  #broken: Fault | undefined
  #commits = 0

  constructor(database: Database, changes: Changes) {
    this.#database = database
    this.#changes = changes
  }

  /** Why nothing is committed any more; null while it is. */
  get trouble(): Fault | null {
    return this.#broken ?? null
  }

  commit(entries: readonly Entry[]): Promise<Answer> {
    return new Promise((answer, fail) => {
      if (this.#waiting.length === 0) setImmediate(() => void this.flush())
      this.#waiting.push({ entries, answer, fail })
    })
  }

  /** Keeps room for a time in which the file system is full. That it is full now is no failure. */
  keepRoom(): void {
    if (this.#broken) return
    try {
      this.#database.keepRoom()
    } catch (error) {
      if (isIoError(error)) this.#breakOff(error)
    }
  }

  /** Commits what waits. Never rejects: each caller is told by its own promise. */
  async flush(): Promise<void> {
    const batch = this.#waiting
    if (batch.length === 0) return
    this.#waiting = []
    try {
      const outcomes = this.#transaction(() => batch.map(({ entries }) => this.#apply(entries)))
      for (const [index, { answer, changes }] of outcomes.entries()) {
        this.#changes.publish(changes)
        batch[index]?.answer(answer)
      }
      this.#commits += 1
      if (this.#commits % commitsBetweenLooks === 0) this.keepRoom()
    } catch (error) {
      if (isIoError(error)) this.#breakOff(error)
      const fault = await toStoreFault(error, this.#database.file)
      for (const { fail } of batch) fail(fault)
    }
  }

  #transaction<T>(act: () => T): T {
    if (this.#broken) throw this.#broken
    return this.#database.transaction(act)
  }

  /** Every expectation is looked at before anything is written, so a conflict leaves nothing to take back. */
  #apply(entries: readonly Entry[]): Outcome {
    const { revisionOf, revision, setRevision } = this.#database.statements
    const holds = ({ kind, key, expected }: Entry) =>
      expected === undefined || expected === Number(revisionOf.get(kind, key)?.['revision'] ?? 0)
    if (!entries.every(holds)) return { answer: 'conflict', changes: [] }

    const before = Number(revision.get()?.['revision'])
    const changes = entries.flatMap((entry) => this.#write(entry, before + 1))
    if (changes.length === 0) return { answer: { revision: before }, changes }
    setRevision.run(before + 1)
    return { answer: { revision: before + 1 }, changes }
  }

  /** Nothing when there was nothing to delete. */
  #write({ kind, key, value }: Entry, revision: number): readonly Change[] {
    const statements = this.#database.statements
    if (value !== undefined) {
      statements.put.run(kind, key, revision, value, sumOf({ kind, key, revision, value }))
    } else if (statements.delete.run(kind, key).changes === 0) {
      return []
    }
    return [{ revision, kind, key, deleted: value === undefined }]
  }

  /**
   * After a failed write or fsync the kernel may have dropped what it could not write, and call the next fsync a
   * success. So nothing is committed any more until the file has been opened anew.
   */
  #breakOff(cause: unknown): void {
    const reason = 'an earlier write failed, so no more are tried; `stroj daemon restart` tries again'
    this.#broken = new Fault('host.unwritable', { path: this.#database.file, reason }, { cause })
  }
}
