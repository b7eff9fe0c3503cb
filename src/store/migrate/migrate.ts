import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../in-transaction.ts'
import { architecture } from './architecture.ts'
import { devices } from './devices.ts'
import { records } from './records.ts'

/** One step: SQL, or what SQL cannot say. */
type Migration = string | ((database: DatabaseSync) => void)

/** The n-th brings schema n - 1 to schema n. What is here once stays as it is. */
export const migrations: readonly Migration[] = [records, devices, architecture]

/** `PRAGMA user_version`: the schema that the file has; 0 for none. */
export function schemaOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

/** Brings the file to the newest schema. Each step happens wholly or not at all. */
export function migrate(database: DatabaseSync, steps: readonly Migration[] = migrations): void {
  for (const [index, step] of steps.entries()) {
    if (index < schemaOf(database)) continue
    inTransaction(database, () => {
      if (typeof step === 'string') database.exec(step)
      else step(database)
      database.exec(`PRAGMA user_version = ${index + 1}`)
    })
  }
}
