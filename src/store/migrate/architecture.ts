import type { DatabaseSync } from 'node:sqlite'
import { eachInstance } from './each-instance.ts'

/** Schema 3: an instance stays with its architecture. Before, every guest was one of x86_64. */
export function architecture(database: DatabaseSync): void {
  eachInstance(database, (record) => ({ arch: 'x86_64', ...record }))
}
