import { formatBytes } from '../../../kit/bytes.ts'
import type { Report } from '../../../kit/report.ts'
import { Undo } from '../../../kit/undo.ts'
import type { WarmTemplate } from '../../../contract/warm.ts'
import { errorCode } from '../../../host/error-code.ts'
import { makeFolder, removeTree, writeWhole } from '../../../host/files.ts'
import { freeBytes } from '../../../host/free-space.ts'
import { type Paths, runFolder, warmFolder, warmImagesFolder } from '../../../host/paths.ts'
import { Fault } from '../../../model/fault.ts'
import { WarmId } from '../../../model/name.ts'
import type { WarmFacts } from '../../../model/warm.ts'
import { memoryFile, type Places, placesOf, stateFile } from '../argv/places.ts'
import { diskBytes } from '../disk/prepare.ts'
import { openMachine } from '../machine/open-machine.ts'
import { cleanUp } from '../process/clean-up.ts'
import { launch } from '../process/launch.ts'
import { keepTemplate, makeMemory } from './make.ts'
import type { WarmPlace } from './warm-store.ts'

export const draftFolder = (paths: Paths, id: string): string => warmFolder(paths, `.${id}.new`)

/** The id of a draft, by the name of its folder. */
export function isDraft(name: string): WarmId | undefined {
  return WarmId.safeParse(/^\.(?<id>.*)\.new$/.exec(name)?.groups?.['id']).data
}

/** What must be free beside the memory, in bytes: what the guest writes on its disks, and room for others. */
const spareBytes = 256 << 20

/** Boots a machine in a draft folder, and keeps its guest there. Whatever happens, nothing of it runs afterwards. */
export async function runTemplate(
  template: WarmTemplate,
  place: WarmPlace,
  report: Report,
  signal: AbortSignal,
): Promise<WarmFacts> {
  const { plan } = template
  const folder = draftFolder(place.paths, plan.id)
  const drafted = draftPlaces(placesOf(place.paths, plan, await place.surroundings.get()), folder)
  await using undo = new Undo()
  undo.push('remove the draft', () => removeTree(folder))
  try {
    await prepareDraft(folder, template, place.paths)
    const facts = await boot(template, await place.confiner.places(plan, drafted), place, report, signal)
    undo.keep()
    return facts
  } catch (error) {
    throw await explained(error, place.paths.state)
  } finally {
    const hold = { ...place.buses, file: drafted.run.devices }
    await cleanUp(plan.uuid, runFolder(place.paths, plan.id), hold)
  }
}

async function boot(
  { plan, image }: WarmTemplate,
  places: Places,
  { buses, limits, clock }: WarmPlace,
  report: Report,
  signal: AbortSignal,
): Promise<WarmFacts> {
  const { identity: process, exited } = await launch(plan, places, buses, signal)
  const opening = { id: plan.id, name: plan.name, uuid: plan.uuid, process, files: places.run, exited, clock, limits }
  const machine = await openMachine(opening, signal)
  if ('ended' in machine) throw new Fault('warm.refused', { image, reason: `QEMU ended: ${machine.ended.reason}` })
  await using held = machine
  return await keepTemplate({ plan, places, machine: held, image, limits, clock }, report, signal)
}

export function draftPlaces(places: Places, folder: string): Places {
  const logs = ['engine', 'serial', 'shell'].map((name) => `${folder}/${name}.log`) as [string, string, string]
  const [engineLog, serialLog, shellLog] = logs
  const run = { ...places.run, engineLog, serialLog, shellLog }
  return { ...places, run, own: folder, memory: memoryFile(folder), state: stateFile(folder) }
}

async function prepareDraft(folder: string, { plan, disks }: WarmTemplate, paths: Paths): Promise<void> {
  await makeFolder(warmImagesFolder(paths))
  const [free, needed] = [await freeBytes(warmImagesFolder(paths)), plan.memoryBytes + spareBytes]
  if (free < needed) throw diskFull(paths.state, free, formatBytes(needed))
  await removeTree(folder)
  await makeFolder(folder)
  for (const disk of disks) await writeWhole(`${folder}/${disk.file}`, diskBytes(disk, paths))
  await makeMemory(memoryFile(folder), plan.memoryBytes)
}

/** A template whose memory finds no room on the disk is killed by the kernel (SIGBUS, mmap(2)), or cannot write to its disk. */
async function explained(error: unknown, path: string): Promise<unknown> {
  const free = await freeBytes(path)
  return free < spareBytes / 8 || errorCode(error) === 'ENOSPC' ? diskFull(path, free, 'more', error) : error
}

function diskFull(path: string, free: number, needed: string, cause?: unknown): Fault {
  return new Fault('host.disk-full', { path, free: formatBytes(free), needed }, { cause })
}
