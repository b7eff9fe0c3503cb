import { fileKind, readStart } from '../host/durable-file.ts'
import { Fault } from '../model/fault.ts'
import { headerBytes, parseHeader } from './header.ts'
import { migrations } from './migrate/migrate.ts'

/** `PRAGMA application_id` of our databases: "strj" in ASCII. */
export const applicationId = 0x73_74_72_6a

/** Rejects when the file cannot be one of our databases, before SQLite touches it. Only reads. */
export async function inspect(file: string): Promise<void> {
  const why = whyNotFile(await fileKind(file)) ?? whyNotHeader(await readStart(file, headerBytes))
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

function whyNotHeader(bytes: Uint8Array): string | undefined {
  const header = parseHeader(bytes)
  if (!header) return 'it is not a SQLite database'
  if (header.applicationId !== applicationId) return 'it is a database of another program'
  if (header.schema <= migrations.length) return undefined
  return `a newer stroj wrote it (schema ${header.schema}; this one knows up to ${migrations.length})`
}
