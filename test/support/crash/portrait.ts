import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stroj } from '../../../src/sdk/client.ts'
import { processesOf } from '../oracle/processes.ts'
import { type StoredRow, storedRows } from '../oracle/rows.ts'

/** A home as it can be compared with itself at another time: what differs by chance has been given the same name. */
export type Portrait = {
  readonly rows: readonly string[]
  readonly files: readonly string[]
  readonly instances: readonly string[]
  readonly processes: readonly string[]
}

/** What a daemon always has, and what differs from one to the next. */
const standing =
  /^(?:state\/(?:stroj\.db|daemon\.|log\/|machine-users)|run\/strojd\.sock$|cache\/|\.|trace\.|state\/instances\/[^/]+\/(?:\w+\.log|usage\.json)$)/

export async function portraitOf(home: string, client: Stroj): Promise<Portrait> {
  const stored = await storedRows(home)
  const waiters = await waitersOf(home, stored)
  const rows = stored.filter((row) => !(row.kind === 'waiting' && waiters.includes(row.key)))
  const names = namesIn(rows)
  const { items } = await client.listInstances()
  return {
    rows: rows
      .filter(({ kind }) => kind !== 'operation' && kind !== 'session')
      .map((row) => renamed(`${row.kind} ${row.key} ${withoutChance(JSON.parse(row.value))}`, names))
      .toSorted(),
    files: (await filesOf(home))
      .filter((file) => !waiters.some((id) => file.startsWith(`run/i/${id}`) || file.includes(`/.${id}`)))
      .map((file) => renamed(file, names))
      .toSorted(),
    instances: items.map(({ name, state, pending }) =>
      [name, state.kind, ...pending.map(({ key }) => `waits for ${key}`)].join(' '),
    ),
    processes: (await processesOf(home, waiters)).map((line) => line.replace(/^\d+ /, '')).toSorted(),
  }
}

/**
 * The machines that wait, each with its record and its processes: whether one is there at this moment is the business of the daemon,
 * which makes them in its own time, and takes them with it. A record without a process, or the other way round, would be a leak.
 */
async function waitersOf(home: string, rows: readonly StoredRow[]): Promise<readonly string[]> {
  const { length } = await processesOf(home)
  const ids = rows.filter(({ kind }) => kind === 'waiting').map(({ key }) => key)
  const hasProcess = await Promise.all(ids.map(async (id) => (await processesOf(home, [id])).length < length))
  return ids.filter((_id, at) => hasProcess[at])
}

type Named = {
  readonly id?: string
  readonly name?: string
  readonly image?: { readonly name: string } | null
  readonly tree?: { readonly layers: readonly { readonly id: string }[] }
}

/** Each id with what has it: `instance web`, `volume data`, and the layers of snapshots by their order. */
function namesIn(rows: readonly StoredRow[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ kind, value }) => {
      const { id, tree, image, ...own } = JSON.parse(value) as Named
      // A guest that is kept warm has no name but that of its image.
      const name = own.name ?? image?.name ?? (kind === 'waiting' ? 'process' : undefined)
      const layers = (tree?.layers ?? []).map((layer, at) => [layer.id, `<layer ${at}>`] as const)
      return id === undefined || name === undefined ? layers : [[id, `<${kind} ${name}>`] as const, ...layers]
    }),
  )
}

function renamed(text: string, names: ReadonlyMap<string, string>): string {
  let result = text
  for (const [id, name] of names) result = result.replaceAll(id, name)
  // An instance that somebody may be given, and that has no record.
  return result.replace(/(run\/i\/|state\/instances\/\.)\w{10}\b/, '$1<nobody>')
}

/** Keys whose values are another each time; `end` tells truly how the last run ended, and that differs with a crash. */
const chance: ReadonlySet<string> = new Set(
  'createdAt,uuid,mac,macs,run,end,takenAt,usedAt,uses,secretHash,facts,revision,pauseMs,consistency,usedBytes,at,since,digest,sizeBytes'.split(
    ',',
  ),
)

function withoutChance(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (key === 'run') return each ? runIn(each as Run) : ''
    if (chance.has(key)) return ''
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  })
}

type Run = {
  readonly suspending?: boolean
  readonly warm?: { readonly identity: string }
  readonly spec: { readonly cpus: { readonly count: number }; readonly memory: number }
}

/** What it is in the middle of, and its size. */
function runIn({ suspending = false, warm, spec }: Run): unknown {
  return { suspending, identity: warm?.identity, cpus: spec.cpus.count, memory: spec.memory }
}

async function filesOf(home: string): Promise<readonly string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
  const found = await Promise.all(
    paths.map(async (path) => {
      const name = path.slice(home.length + 1)
      return standing.test(name) ? [] : [`${name} ${await sizeOf(path)}`]
    }),
  )
  return found.flat()
}

/** What a disk is to a guest, and how many states it keeps inside; of other files only that they are there. */
async function sizeOf(path: string): Promise<string> {
  if (path.endsWith('.raw')) return String((await stat(path)).size)
  if (!path.endsWith('.qcow2')) return ''
  const handle = await open(path)
  try {
    const { buffer } = await handle.read(Buffer.alloc(72), 0, 72, 0)
    return `${buffer.readBigUInt64BE(24)} ${buffer.readUInt32BE(60)}`
  } finally {
    await handle.close()
  }
}
