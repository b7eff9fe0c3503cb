import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A record of the store, as it lies there. */
export type StoredRow = { readonly kind: string; readonly key: string; readonly value: string }

/** What happened, who is signed in and what was set stays; images are kept for the next test, as their files are. */
const standing: readonly string[] = ['operation', 'session', 'image', 'settings']

export async function rowsOf(
  home: string,
): Promise<{ readonly rows: readonly string[]; readonly allocated: readonly string[] }> {
  const rows = (await storedRows(home)).filter(({ kind }) => !standing.includes(kind))
  return {
    rows: rows.map(({ kind, key }) => `${kind} ${key}`).toSorted(),
    allocated: rows.flatMap(({ value }) => allocatedIn(JSON.parse(value))).toSorted(),
  }
}

/** Every record but the one that takes room for a moment, read beside the daemon or after it; what it has committed is there either way. */
export async function storedRows(home: string): Promise<readonly StoredRow[]> {
  const file = join(home, 'state/stroj.db')
  // A copy: who opens what a killed daemon has left would tidy it up.
  const folder = await mkdtemp(join(tmpdir(), 'stroj-rows-'))
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await readCopy(file, join(folder, `${attempt}.db`))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
        // A daemon that lives may have written between the two copies.
        if (attempt === 5) throw error
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function readCopy(file: string, copy: string): Promise<readonly StoredRow[]> {
  await copyFile(file, copy)
  await copyFile(`${file}-wal`, `${copy}-wal`).catch(() => undefined)
  const database = new DatabaseSync(copy)
  try {
    const rows = database.prepare("SELECT kind, key, value FROM record WHERE kind <> 'room' ORDER BY kind, key").all()
    return rows as unknown as readonly StoredRow[]
  } finally {
    database.close()
  }
}

const given: ReadonlySet<string> = new Set(['id', 'uuid', 'macs', 'hostdevs'])

function allocatedIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .filter(([key]) => given.has(key))
    .flatMap(([key, held]) => [held].flat().map((each) => `${key} ${JSON.stringify(each)}`))
}
