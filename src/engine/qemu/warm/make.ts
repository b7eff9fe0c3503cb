import type { Clock } from '../../../contract/clock.ts'
import type { Machine } from '../../../contract/engine.ts'
import { syncFolder } from '../../../host/durable-folder.ts'
import { fileStamp } from '../../../host/file-stamp.ts'
import { folderSpace } from '../../../host/file-space.ts'
import { removeTree, writeWhole } from '../../../host/files.ts'
import { findBytes } from '../../../host/find-bytes.ts'
import { shareWithFolder } from '../../../host/grant.ts'
import { hashBytes } from '../../../host/hash-file.ts'
import { makeReadOnly } from '../../../host/make-read-only.ts'
import { type ProcessIdentity, untilGone } from '../../../host/process.ts'
import { receiveBytes } from '../../../host/receive-bytes.ts'
import { connectUnix, type Duplex } from '../../../host/unix-socket.ts'
import { makeSparse } from '../../../host/write-at.ts'
import type { Report } from '../../../kit/report.ts'
import { Fault } from '../../../model/fault.ts'
import type { IdentityPlace, WarmFacts, WarmSurvey } from '../../../model/warm.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Places } from '../argv/places.ts'
import { Monitor, type Limits } from '../machine/monitor.ts'
import { isMachineUser } from '../confine/machine-user.ts'
import { makeCalls } from './give-identity.ts'
import { capabilities, isOver } from './go-on.ts'
import type { Called } from './guest/survey.ts'
import { formsOf, identifierBytes } from './identifiers.ts'
import { installIdentity, surveyTemplate } from './install.ts'
import { untilItRests } from './settle.ts'

/** A template that runs, and how to reach it. */
export type Template = {
  readonly plan: StartPlan
  readonly places: Places
  readonly machine: Machine
  /** Name of its image, for messages. */
  readonly image: string
  readonly limits: Limits
  readonly clock: Pick<Clock, 'sleep'>
}

/** How long a guest may take to boot, in milliseconds: an emulated one on a busy host takes minutes. */
const bootMs = 600_000

/** The state of the devices has some 300 KiB to 1 MiB; a large screen adds to it. */
const mostStateBytes = 64 << 20

/** Waits until the guest of a template rests, keeps it, and ends the template for good. */
export async function keepTemplate(template: Template, report: Report, signal: AbortSignal): Promise<WarmFacts> {
  const { machine, places, plan, clock, image } = template
  report('booting')
  const took = await untilItAnswers(template, signal)
  report('preparing the guest')
  // Whoever waits on this line would be told of it when it ends.
  const line = await connectUnix(places.run.identity, signal)
  try {
    await installIdentity(machine, image, signal)
    await untilItWaits(line, image, signal)
    report('waiting until the guest rests')
    await untilItRests(machine.process.pid, clock, signal)
    const surveyed = await surveyTemplate(machine, image, signal)
    report('keeping its state')
    const state = await saveAndEnd(template, signal)
    report('looking for its identifiers')
    return await factsOf({ places, plan, ...surveyed, state, took }, signal)
  } finally {
    line.close()
  }
}

/** What gives forks their identity answers. The line stays open. */
async function untilItWaits(line: Duplex, image: string, signal: AbortSignal): Promise<void> {
  const late = AbortSignal.timeout(60_000)
  await makeCalls(line, [], AbortSignal.any([signal, late])).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new Fault('warm.refused', { image, reason: 'its guest cannot hear who it becomes' }, { cause })
  })
}

async function untilItAnswers({ machine, image }: Template, signal: AbortSignal): Promise<number> {
  const began = performance.now()
  const late = AbortSignal.timeout(bootMs)
  await machine.agentReady(AbortSignal.any([signal, late])).catch((error: unknown) => {
    if (!late.aborted || signal.aborted) throw error
    throw new Fault('warm.refused', {
      image,
      reason: `its guest agent did not answer within ${bootMs / 60_000} minutes`,
    })
  })
  return Math.round(performance.now() - began)
}

/** The state comes over a socket of ours. A template that has been kept never runs again: its memory is that of all forks. */
async function saveAndEnd({ machine, places, limits, clock }: Template, signal: AbortSignal): Promise<Uint8Array> {
  const { process } = machine
  await machine[Symbol.asyncDispose]()
  const monitor = new Monitor({ process, files: places.run, limits, clock })
  try {
    await monitor.connect(limits.greeting, signal)
    await monitor.call('stop', {}, signal)
    return await saveDevices(monitor, { process, folder: places.run.folder }, signal)
  } finally {
    await monitor.letGo()
  }
}

/** The state of the devices of a machine that stands still and whose memory is a shared file. It has ended then. */
export async function saveDevices(
  monitor: Pick<Monitor, 'call' | 'next'>,
  { process, folder }: { readonly process: ProcessIdentity; readonly folder: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const socket = `${folder}/state.sock`
  await using receiving = await receiveBytes(socket, mostStateBytes)
  await shareWithFolder(socket, isMachineUser)
  await monitor.call('migrate-set-capabilities', { capabilities }, signal)
  const over = monitor.next(isOver, signal)
  over.catch(() => {})
  await monitor.call('migrate', { uri: `unix:${socket}` }, signal)
  const { data } = await over
  if (data.status !== 'completed') throw new Error(`QEMU could not save its devices: ${data.status}`)
  await monitor.call('quit', {}, signal)
  if (!(await untilGone(process, 30_000))) throw new Error('QEMU did not end')
  return await receiving.all
}

type Kept = {
  readonly places: Places
  readonly plan: StartPlan
  readonly called: Called
  readonly survey: WarmSurvey
  readonly state: Uint8Array
  readonly took: number
}

/** Writes what is not written yet, makes all of it read-only, and says what it is. */
async function factsOf({ places, plan, called, survey, state, took }: Kept, signal: AbortSignal): Promise<WarmFacts> {
  const { memory, own } = places
  await writeWhole(places.state, state)
  for (const log of [places.run.engineLog, places.run.serialLog, places.run.shellLog]) await removeTree(log)
  const identifierPlaces = await placesIn(memory, { ...called, uuid: plan.uuid.replaceAll('-', '') }, signal)
  await makeReadOnly(own)
  await syncFolder(own)
  return {
    memoryStamp: await fileStamp(memory),
    stateDigest: hashBytes(state),
    sizeBytes: await folderSpace(own),
    macs: plan.nics.map(({ mac }) => mac),
    places: identifierPlaces,
    survey,
    bootMs: took,
  }
}

/** Where the identifiers of the guest lie in its memory. */
export async function placesIn(
  memory: string,
  identifiers: Readonly<Record<IdentityPlace['which'], string | null>>,
  signal: AbortSignal,
): Promise<readonly IdentityPlace[]> {
  const wanted = (Object.keys(formsOf) as IdentityPlace['which'][]).flatMap((which) => {
    const hex = identifiers[which]
    return hex === null ? [] : formsOf[which].map((form) => ({ which, form, bytes: identifierBytes(hex, form) }))
  })
  const found = await findBytes(
    memory,
    wanted.map(({ bytes }) => bytes),
    signal,
  )
  return found.flatMap(({ pattern, offset }) => {
    const of = wanted[pattern]
    return of ? [{ which: of.which, form: of.form, offset }] : []
  })
}

/** The file that the memory will be. Space is taken as the guest writes. */
export async function makeMemory(path: string, sizeBytes: number): Promise<void> {
  await makeSparse(path, sizeBytes)
}
