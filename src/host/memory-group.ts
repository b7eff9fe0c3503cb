import { join } from 'node:path'
import { textIfAllowed } from './text-if-allowed.ts'

/** That the kernel has ended a process of a control group because there was no memory. Bytes, where the kernel tells them. */
export type KilledForMemory = {
  /** At the limit of its own group; otherwise the host, or a group above it, had none left. */
  readonly atOwnLimit: boolean
  readonly limitBytes: number | null
  /** The most that the group ever had. */
  readonly mostBytes: number | null
}

/**
 * What the kernel noted in the groups of a process that is gone: `memory.events` of version 2, `memory.oom_control` of version 1
 * (kernel, admin-guide/cgroup-v2 and cgroup-v1/memory). Undefined when it has ended none, or the groups are gone.
 */
export async function killedForMemory(folders: readonly string[]): Promise<KilledForMemory | undefined> {
  for (const folder of folders) {
    const found = (await inVersion2(folder)) ?? (await inVersion1(folder))
    if (found) return found
  }
  return undefined
}

async function inVersion2(folder: string): Promise<KilledForMemory | undefined> {
  const events = await read(folder, 'memory.events')
  if (count(events, 'oom_kill') === 0) return undefined
  const [limitBytes, mostBytes] = await Promise.all([bytes(folder, 'memory.max'), bytes(folder, 'memory.peak')])
  return { atOwnLimit: count(events, 'oom') > 0, limitBytes, mostBytes }
}

async function inVersion1(folder: string): Promise<KilledForMemory | undefined> {
  if (count(await read(folder, 'memory.oom_control'), 'oom_kill') === 0) return undefined
  const [limitBytes, mostBytes] = await Promise.all([
    bytes(folder, 'memory.limit_in_bytes'),
    bytes(folder, 'memory.max_usage_in_bytes'),
  ])
  return { atOwnLimit: (mostBytes ?? 0) >= (limitBytes ?? Infinity) * nearLimit, limitBytes, mostBytes }
}

/** Version 1 does not say whose limit it was. Each processor takes memory in advance, so a full group may lack some pages. */
const nearLimit = 0.98

const read = (folder: string, file: string): Promise<string> => textIfAllowed(join(folder, file))

function count(text: string, key: string): number {
  return Number(new RegExp(`^${key} (\\d{1,15})$`, 'm').exec(text)?.[1] ?? 0)
}

/** Null for `max`, and before the kernel had the file. */
async function bytes(folder: string, file: string): Promise<number | null> {
  const text = /^\d{1,18}$/.exec((await read(folder, file)).trim())?.[0]
  return text === undefined ? null : Number(text)
}
