import type { DatabaseSync } from 'node:sqlite'

/** Runs `act` in one transaction that can write: committed when it returns, taken back when it or the commit throws. */
export function inTransaction<T>(connection: DatabaseSync, act: () => T): T {
  connection.exec('BEGIN IMMEDIATE')
  try {
    const result = act()
    connection.exec('COMMIT')
    return result
  } finally {
    if (connection.isTransaction) connection.exec('ROLLBACK')
  }
}
