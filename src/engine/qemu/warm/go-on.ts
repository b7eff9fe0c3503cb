import type { Clock } from '../../../contract/clock.ts'
import type { Fork } from '../../../contract/warm.ts'
import { mappingsOf, type Mapping, writeInto } from '../../../host/process-memory.ts'
import type { WarmSurvey } from '../../../model/warm.ts'
import { letRun } from '../machine/let-run.ts'
import type { Monitor } from '../machine/monitor.ts'
import { QmpError } from '../qmp/error.ts'
import type { QmpEvent } from '../qmp/events.ts'
import type { EarlyLines } from './early-lines.ts'
import type { SshKeys } from './guest/become.ts'
import { makeSshKeys } from './ssh-keys.ts'
import { identifierBytes } from './identifiers.ts'
import { type Nameplate, writeNameplate } from './nameplate.ts'

/** A machine that was started before its instance: it has its devices, and lacks who it is and the word to go on. */
export type Held = {
  readonly monitor: Monitor
  readonly lines: EarlyLines
  readonly nameplate: Nameplate
  /** Where it has the memory of the kept guest. */
  readonly mappings: readonly Mapping[]
}

/** What who waits in its guest is told: what to change there, and the keys that it gets, which are made while it comes. */
export type Telling = { readonly survey: WarmSurvey; readonly keys: Promise<SshKeys> }

/** A fork, and the file that is its memory. */
export type GoingOn = Fork & {
  readonly memory: string
  /** Left out where nobody waits in its guest. */
  readonly telling?: Telling | undefined
  readonly held?: Held | undefined
}

/** Its keys begin to be made. */
export function goingOnFrom(fork: Fork, memory: string, held?: Held): GoingOn {
  const { survey } = fork.facts
  if (!survey) return { ...fork, memory }
  const keys = makeSshKeys(survey, fork.identity.name)
  // When its machine does not come so far, nobody waits for them.
  keys.catch(() => {})
  return { ...fork, memory, telling: { survey, keys }, held }
}

type Machine = {
  readonly monitor: Monitor
  readonly lines: EarlyLines
  readonly pid: number
  readonly clock: Pick<Clock, 'sleep'>
}

/** QEMU reads the state of the devices as descriptor 3. */
export const stateUri = 'fd:3'

/**
 * Lets a machine that waits for it go on where the guest of a warm image stood, with identifiers of its own in its memory.
 * Rejects with QmpError, the system's error or the signal's reason; then the machine is of no use.
 */
export async function goOn(going: GoingOn, machine: Machine, signal: AbortSignal): Promise<void> {
  const { memory, held, identity, telling } = going
  const { monitor, pid, clock } = machine
  if (!held) await takeDevices(machine, telling !== undefined, signal)
  if (held) writeNameplate(pid, held.nameplate, identity.name)
  writeInto(pid, held?.mappings ?? (await mappingsOf(pid, memory)), piecesOf(going))
  await letRun(monitor, clock, signal)
  if (!held) await forgetCapabilities(monitor, signal)
}

/**
 * Gives a machine the state of its devices. It stands still then, and has read nothing of its memory. `isTold`: somebody waits in
 * its guest. Rejects as `goOn` does.
 */
export async function takeDevices(
  { monitor, lines }: Pick<Machine, 'monitor' | 'lines'>,
  isTold: boolean,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([lines.connect(isTold, signal), monitor.call('migrate-set-capabilities', { capabilities }, signal)])
  const over = monitor.next(isOver, signal)
  over.catch(() => {})
  await monitor.call('migrate-incoming', { uri: stateUri }, signal)
  const { data } = await over
  if (data.status !== 'completed')
    throw new QmpError('migrate-incoming', { kind: 'refused', class: 'GenericError', description: data.status })
}

/** A memory that is kept of it later is that of a machine like any other. */
export async function forgetCapabilities(monitor: Monitor, signal: AbortSignal): Promise<void> {
  await monitor.call('migrate-set-capabilities', { capabilities: wholeMemory }, signal)
}

const wholeMemory = [{ capability: 'x-ignore-shared', state: false }] as const

/** `x-ignore-shared` leaves out memory that is a file. QEMU 7.2 asks for it on both sides, also where one of them maps it privately. */
export const capabilities = [
  { capability: 'events', state: true },
  { capability: 'x-ignore-shared', state: true },
] as const

type Over = Extract<QmpEvent, { name: 'MIGRATION' }>

/** A migration is over: completed, or not to be completed any more. */
export function isOver(event: QmpEvent): event is Over {
  return event.name === 'MIGRATION' && ['completed', 'failed', 'cancelled'].includes(event.data.status)
}

function piecesOf({ facts, identity }: Fork) {
  return facts.places.map(({ which, form, offset }) => ({
    offset,
    bytes: identifierBytes(identifierOf(identity, which), form),
  }))
}

function identifierOf(
  { uuid, bootId, machineId, busId }: Fork['identity'],
  which: 'uuid' | 'boot' | 'machine' | 'bus',
) {
  return { uuid, boot: bootId, machine: machineId, bus: busId }[which].replaceAll('-', '')
}
