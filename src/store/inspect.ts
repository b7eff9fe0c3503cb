import { DatabaseSync } from 'node:sqlite'
import { fileKind } from '../host/durable-file.ts'
import { Fault } from '../model/fault.ts'
import { migrations, schemaOf } from './migrate/migrate.ts'

/** `PRAGMA application_id` of our databases: "strj" in ASCII. */
export const applicationId = 0x73_74_72_6a

/** Rejects when the file is not a sound database of ours that we understand. Only reads it. */
export async function inspect(file: string): Promise<void> {
  const why = whyNotFile(await fileKind(file)) ?? whyNotDatabase(file)
  if (why !== undefined) throw new Fault('daemon.store-damaged', { path: file, reason: why })
}

function whyNotFile(kind: Awaited<ReturnType<typeof fileKind>>): string | undefined {
  switch (kind) {
    case 'missing':
      return 'it has just been removed'
    case 'other':
      return 'it is not a regular file'
    case 'empty':
      return 'it is empty, and a database of stroj never is'
    case 'regular':
      return undefined
  }
}

function whyNotDatabase(file: string): string | undefined {
  using database = new DatabaseSync(file, { readOnly: true })
  const owner = Number(database.prepare('PRAGMA application_id').get()?.['application_id'])
  if (owner !== applicationId) return 'it is a database of another program'
  const schema = schemaOf(database)
  if (schema > migrations.length) {
    return `a newer stroj wrote it (schema ${schema}; this one knows up to ${migrations.length})`
  }
  // About 1 ms for each thousand records; quick_check would not compare the index with the table.
  const found = String(database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'])
  return found === 'ok' ? undefined : `its contents are damaged (${found.replaceAll(/\s+/g, ' ')})`
}
