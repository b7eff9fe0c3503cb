import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../in-transaction.ts'
import { records } from './records.ts'

/** The n-th brings schema n - 1 to schema n. What is here once stays as it is. */
export const migrations: readonly string[] = [records]

/** `PRAGMA user_version`: the schema that the file has; 0 for none. */
export function schemaOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

/** Brings the file to the newest schema. Each step happens wholly or not at all. */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  for (const [index, step] of steps.entries()) {
    if (index < schemaOf(database)) continue
    inTransaction(database, () => database.exec(`${step}; PRAGMA user_version = ${index + 1}`))
  }
}
