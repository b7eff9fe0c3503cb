import { DatabaseSync } from 'node:sqlite'
import { fileKind, makePrivateFile, placeDurably } from '../host/durable-file.ts'
import { removeTree } from '../host/files.ts'
import { Fault } from '../model/fault.ts'
import { applicationId } from './inspect.ts'
import { migrate } from './migrate/migrate.ts'

/**
 * Makes an empty database when there is none. It appears under its name only when it is whole, so an empty or broken
 * file there is never one that we have begun.
 */
export async function createDatabase(file: string): Promise<void> {
  // Committed changes would be in it, and SQLite would play them into whatever lies at `file`.
  if ((await fileKind(`${file}-wal`)) === 'regular') {
    throw new Fault('daemon.store-damaged', { path: file, reason: `it is missing, but ${file}-wal is there` })
  }
  const draft = `${file}.new`
  await makePrivateFile(draft)
  try {
    fill(draft)
    await placeDurably(draft, file)
  } catch (error) {
    await removeTree(draft)
    throw error
  }
}

function fill(draft: string): void {
  using database = new DatabaseSync(draft)
  database.exec(`PRAGMA application_id = ${applicationId}`)
  migrate(database)
}
