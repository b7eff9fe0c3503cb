import * as z from 'zod'
import { enterGroups, type GroupLimits, planGroups, removeGroups } from '../../../host/control-group.ts'
import { systemReason } from '../../../host/errno.ts'
import { readTextIfAny, removeTree, writeWhole } from '../../../host/files.ts'
import { type KilledForMemory, killedForMemory } from '../../../host/memory-group.ts'
import { endRatherThanUs } from '../../../host/oom-score.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'

/** What the start of a machine leaves beside its sockets, for whoever asks later. */
const Note = z.strictObject({
  groups: z.array(z.string()),
  noUser: z.string().nullable(),
  noLimits: z.string().nullable(),
  /** A machine of an earlier version has none. */
  noView: z.string().nullable().default(null),
})
export type Note = z.infer<typeof Note>

/** Beside the folder, in which a machine makes files of its own. */
const noteIn = (runFolder: string): string => `${runFolder}.confined`

export const groupOf = (id: string): string => `stroj-${id}`

const gibibyte = 2 ** 30

/**
 * Thousandths of the memory of the host. The daemon has some hundred MiB, a small machine less: without this, the kernel could end the
 * daemon first, which would free little and help nobody.
 */
const endedBeforeDaemon = 100

/**
 * Not tight: what QEMU takes beside the memory of the guest depends on what the guest does. One thread for each virtual processor,
 * and up to 64 for the requests of each disk. A guest that can be given more while it runs has room for that.
 */
export function limitsOf({
  memoryBytes,
  memoryMaxBytes = memoryBytes,
  cpus,
  disks,
}: Pick<StartPlan, 'memoryBytes' | 'memoryMaxBytes' | 'cpus' | 'disks'>): GroupLimits {
  const most = cpus.max ?? cpus.count
  return {
    memoryBytes: Math.round(memoryMaxBytes * 1.25) + 2 * gibibyte,
    processes: most + 64 * (disks.length + 8),
    processors: most + 2,
  }
}

/** Limits a machine that has begun, and notes why it is not confined further. A host that cannot do it is no failure. */
export async function limitMachine(
  plan: StartPlan,
  runFolder: string,
  pid: number,
  why: Pick<Note, 'noUser' | 'noView'>,
): Promise<void> {
  await endRatherThanUs(pid, endedBeforeDaemon)
  const groups = await planGroups(groupOf(plan.id), limitsOf(plan))
  const note = { groups: groups.map(({ folder }) => folder), ...why }
  // Before the groups are there, so that somebody knows of them whatever happens.
  await writeNote(runFolder, { ...note, noLimits: null })
  const noLimits = groups.length === 0 ? 'this host has no control groups for memory' : await failureOf(groups, pid)
  if (noLimits !== null) await writeNote(runFolder, { ...note, noLimits })
}

async function failureOf(groups: Parameters<typeof enterGroups>[0], pid: number): Promise<string | null> {
  try {
    await enterGroups(groups, pid)
    return null
  } catch (error) {
    return `the control groups of this host are not open to the daemon (${systemReason(error)})`
  }
}

/** Undefined for a machine of an earlier version. */
export async function readNote(runFolder: string): Promise<Note | undefined> {
  const text = await readTextIfAny(noteIn(runFolder))
  return text === undefined ? undefined : Note.parse(JSON.parse(text))
}

/** Whether the kernel has ended it because there was no memory. Ask before `endLimits`. */
export async function lackOfMemory(runFolder: string): Promise<KilledForMemory | undefined> {
  const note = await readNote(runFolder).catch(() => undefined)
  return killedForMemory(note?.groups ?? [])
}

/** After its processes have ended. */
export async function endLimits(runFolder: string): Promise<void> {
  await removeGroups((await readNote(runFolder))?.groups ?? [])
  await removeTree(noteIn(runFolder))
}

async function writeNote(runFolder: string, note: Note): Promise<void> {
  await writeWhole(noteIn(runFolder), JSON.stringify(note))
}
