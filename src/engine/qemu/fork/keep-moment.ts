import type { Moment, MomentFacts } from '../../../contract/fork.ts'
import { moveDurably } from '../../../host/durable-folder.ts'
import { makeFolder, removeTree, writeWhole } from '../../../host/files.ts'
import { instanceFolder, type Paths, runFolder, warmFolder, warmImagesFolder } from '../../../host/paths.ts'
import type { ProcessIdentity } from '../../../host/process.ts'
import { makeSparse } from '../../../host/write-at.ts'
import { newQcow2 } from '../../../disk/new-qcow2.ts'
import type { Report } from '../../../kit/report.ts'
import { Undo } from '../../../kit/undo.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { type Places, placesOf } from '../argv/places.ts'
import { giveFolderAs } from '../confine/give-files.ts'
import { requireSpace, toHostFault } from '../disk/host-fault.ts'
import { Monitor } from '../machine/monitor.ts'
import { cleanUp } from '../process/clean-up.ts'
import { launch } from '../process/launch.ts'
import { virtualSize } from '../snapshot/layer-files.ts'
import { isOver } from '../warm/go-on.ts'
import type { Called } from '../warm/guest/survey.ts'
import { surveyGuest } from '../warm/install.ts'
import { placesIn, saveDevices } from '../warm/make.ts'
import { draftFolder, draftPlaces } from '../warm/run-template.ts'
import type { WarmPlace } from '../warm/warm-store.ts'

type Send = (socket: string) => Promise<void>

/** How long a QEMU that has got everything may take to say so, in milliseconds. */
const lastMs = 60_000

/**
 * Keeps a moment of a machine as the pair of files that a warm image is. The memory comes over a socket to a QEMU of the same
 * shape, whose memory is the new file; it never runs, and gives the state of its devices back without the memory.
 */
export async function keepMoment(
  { id, receiver: plan, parent, machine }: Moment,
  send: Send,
  place: WarmPlace,
  report: Report,
  signal: AbortSignal,
): Promise<MomentFacts> {
  const { paths } = place
  const folder = draftFolder(paths, id)
  const drafted = draftPlaces(placesOf(paths, plan, await place.surroundings.get()), folder)
  await using undo = new Undo()
  undo.push('remove the draft', () => removeTree(folder))
  try {
    report('asking the guest for its names')
    const { called } = await surveyGuest(machine, parent.name, signal)
    report('making a machine that waits')
    await prepareDraft(folder, plan, instanceFolder(paths, parent.id), paths)
    const places = await place.confiner.places(plan, drafted)
    const state = await receive(plan, places, send, place, signal)
    await writeWhole(places.state, state)
    report('looking for its identifiers')
    const found = await placesIn(places.memory, identifiersOf(called, parent.uuid), signal)
    await moveDurably(folder, warmFolder(paths, id))
    undo.keep()
    return { places: found }
  } catch (error) {
    throw await toHostFault(error, paths.state)
  }
}

function identifiersOf(called: Called, uuid: string) {
  return { ...called, uuid: uuid.replaceAll('-', '') }
}

/** The disks of the one that waits are as large as those of the parent, and empty: nobody ever reads them. */
async function prepareDraft(folder: string, plan: StartPlan, parent: string, paths: Paths): Promise<void> {
  await makeFolder(warmImagesFolder(paths))
  await requireSpace(warmImagesFolder(paths), plan.memoryBytes)
  await removeTree(folder)
  await makeFolder(folder)
  // It gets all that the parent knows, so it runs as the same user; nobody else could speak to it.
  await giveFolderAs(folder, parent)
  for (const { source } of plan.disks) {
    if (source.kind !== 'own') continue
    await writeWhole(`${folder}/${source.file}`, newQcow2(await virtualSize(`${parent}/${source.file}`), null))
  }
  await makeSparse(`${folder}/memory`, plan.memoryBytes)
}

/** Everything is sent, and what was sent is kept. Gives the state of the devices. */
async function receive(
  plan: StartPlan,
  places: Places,
  send: Send,
  { paths, buses, limits, clock }: WarmPlace,
  signal: AbortSignal,
): Promise<Uint8Array> {
  await using after = new AsyncDisposableStack()
  after.defer(async () => {
    await cleanUp(plan.uuid, runFolder(paths, plan.id), { ...buses, file: places.run.devices })
  })
  const { identity: process } = await launch(plan, places, buses, signal)
  const monitor = new Monitor({ process, files: places.run, limits, clock })
  try {
    await monitor.connect(startMs, signal)
    await monitor.call('migrate-set-capabilities', { capabilities: [{ capability: 'events', state: true }] }, signal)
    const socket = `${places.run.folder}/memory.sock`
    await monitor.call('migrate-incoming', { uri: `unix:${socket}` }, signal)
    return await sendAndSave(monitor, { process, socket, folder: places.run.folder }, send, signal)
  } finally {
    await monitor.letGo()
  }
}

/** QEMU may need long until it greets, on a host that is very busy; in milliseconds. */
const startMs = 30_000

async function sendAndSave(
  monitor: Monitor,
  waiting: { readonly process: ProcessIdentity; readonly socket: string; readonly folder: string },
  send: Send,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const over = monitor.next(isOver, signal)
  over.catch(() => {})
  await send(waiting.socket)
  const late = AbortSignal.any([signal, AbortSignal.timeout(lastMs)])
  const { data } = await over
  if (data.status !== 'completed') throw new Error(`the machine that waited did not take the copy: ${data.status}`)
  return await saveDevices(monitor, waiting, late)
}
