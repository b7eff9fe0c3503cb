import { refuse, type Verdict } from '../../../kit/verdict.ts'
import type { HostAccount } from '../../../model/host/account.ts'
import type { HostChangeRequest, HostStep } from '../../../model/host/change.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import type { OwnFile } from '../../../model/host/own-file.ts'
import { Fault } from '../../../model/fault.ts'
import type { TakenDevices } from '../../instance/device-scene.ts'

/** A wish, and everything that it is judged by. */
export type Wish = {
  readonly request: HostChangeRequest
  readonly inventory: HostInventory
  /** The user of the request, or the one that stroj runs as; null when nobody has this name. */
  readonly account: HostAccount | null
  readonly ownFiles: readonly OwnFile[]
  /** What running instances have of the host. */
  readonly taken: readonly TakenDevices[]
  /** Processes of guests that are being kept warm. They are nobody's, and are ended where they are in the way. */
  readonly templates: ReadonlySet<number>
}

/** One step, and what takes it back once it was carried out. Acts are taken back last first. */
export type Act = { readonly step: HostStep; readonly undo: readonly HostStep[] }

/** What is to be done: nothing, something, or something that only a person can do. */
export type Outcome = {
  readonly state: 'needed' | 'in-place' | 'instructions'
  readonly acts: readonly Act[]
  readonly instructions: readonly string[]
}

/** How one change is made, and how it is taken back although nobody remembers how it was made. */
export type Planner = {
  readonly title: string
  readonly make: (wish: Wish) => Verdict<Outcome, Fault>
  readonly takeBack: (wish: Wish) => Verdict<Outcome, Fault>
}

export function needed(acts: readonly Act[], instructions: readonly string[] = []) {
  return { ok: true, plan: { state: 'needed', acts, instructions } } as const
}

export function inPlace(...instructions: readonly string[]) {
  return { ok: true, plan: { state: 'in-place', acts: [], instructions } } as const
}

export function forAPerson(...instructions: readonly string[]) {
  return { ok: true, plan: { state: 'instructions', acts: [], instructions } } as const
}

/** This host is not made for it; `reason` is half a sentence. */
export function impossible({ request }: Wish, reason: string) {
  return refuse(new Fault('host.change-impossible', { change: request.name, reason }))
}

export function incomplete({ request }: Wish, missing: string, example: string) {
  return refuse(new Fault('host.change-incomplete', { change: request.name, missing, example }))
}

/** One program. */
export function program(reason: string, ...command: readonly string[]): HostStep {
  return { reason, command: [...command], input: null }
}

/** A file, or a switch of the kernel, that gets this content: what is run is what a person can run, too. */
export function write(reason: string, path: string, input: string): HostStep {
  return { reason, command: ['tee', path], input }
}
