import type { Ending, Machine, MachineNews, MachineStatus } from '../../contract/engine.ts'
import type { InstanceRecord, ProcessIdentity } from '../../contract/store.ts'
import { Bell } from '../../kit/bell.ts'
import { unreachable } from '../../kit/unreachable.ts'
import type { InstanceState, InstanceStateKind } from '../../model/instance.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import type { World } from '../deps.ts'
import type { EventLog } from '../event/event-log.ts'
import { cleanUp } from './clean-up.ts'
import { recordEnd } from './record-end.ts'

type Live = {
  /** Changes when it is renamed. */
  name: InstanceName
  readonly uuid: string
  state: InstanceState
  /** It goes on once the host has room on its disk. */
  waitsForSpace: boolean
  machine: Machine | null
  /** A person asked for its end, so its end is no failure. */
  endAsked: boolean
  /** It stands still until somebody needs it. */
  parked: boolean
}

/** What the fleet tells when a machine has ended by itself or as asked; for the restart policy. */
export type Ended = { readonly record: InstanceRecord; readonly ending: Ending; readonly asked: boolean }

/** The machines in our care. What an instance's state is, is known here and nowhere else. */
export class Fleet {
  readonly #world: Pick<World, 'store' | 'engine' | 'clock' | 'log'> & { readonly events: EventLog }
  readonly #live = new Map<InstanceId, Live>()
  readonly #bell = new Bell()
  #onEnded: (ended: Ended) => void = () => undefined
  #onWoken: (id: InstanceId) => void = () => undefined

  constructor(world: Pick<World, 'store' | 'engine' | 'clock' | 'log'> & { readonly events: EventLog }) {
    this.#world = world
  }

  /** Who decides about restarts. */
  onEnded(listener: (ended: Ended) => void): void {
    this.#onEnded = listener
  }

  /** Who is told when one that was parked goes on. */
  onWoken(listener: (id: InstanceId) => void): void {
    this.#onWoken = listener
  }

  stateOf({ id, end, suspended }: Pick<InstanceRecord, 'id' | 'end' | 'suspended'>): InstanceState {
    const live = this.#live.get(id)
    if (live) return live.state
    if (suspended) return { kind: 'suspended', since: suspended.at }
    if (end?.kind === 'failed') return { kind: 'failed', since: end.at, reason: end.reason ?? 'unknown' }
    return { kind: 'stopped', ...(end?.reason && { reason: end.reason }) }
  }

  machineOf(id: InstanceId): Machine | undefined {
    return this.#live.get(id)?.machine ?? undefined
  }

  /** What one does that is not at rest. */
  kindOf(id: InstanceId): InstanceStateKind | undefined {
    return this.#live.get(id)?.state.kind
  }

  nameOf(id: InstanceId): InstanceName | undefined {
    return this.#live.get(id)?.name
  }

  /** Whether that it stands still means that it is parked: said before it does, and changed while it does. */
  park(id: InstanceId, parked: boolean): void {
    const live = this.#live.get(id)
    if (!live?.machine) return
    live.parked = parked
    if (parked || live.state.kind !== 'parked') return
    live.state = { kind: 'paused', since: this.#now(), pid: live.machine.process.pid }
    this.#tell(live)
  }

  /** Resolves when it is not parked any more. */
  async awake(id: InstanceId, signal: AbortSignal): Promise<void> {
    while (this.kindOf(id) === 'parked') await this.#bell.wait(signal)
  }

  /** All machines that are in our care now. */
  machines(): readonly { readonly id: InstanceId; readonly name: InstanceName; readonly machine: Machine }[] {
    return [...this.#live].flatMap(([id, { name, machine }]) => (machine ? [{ id, name, machine }] : []))
  }

  /** Those that stand still because the disk of the host is full. */
  waitingForSpace(): readonly InstanceName[] {
    return [...this.#live.values()].flatMap(({ name, state, waitsForSpace }) =>
      waitsForSpace && state.kind === 'paused' ? [name] : [],
    )
  }

  /** Ids of all that are not at rest. */
  ids(): ReadonlySet<InstanceId> {
    return new Set(this.#live.keys())
  }

  /** From now on it is `starting`. Disposing takes that back, unless a machine was put in its place. */
  starting(record: InstanceRecord): Disposable {
    const { id, name, uuid } = record
    const live: Live = {
      name,
      uuid,
      state: { kind: 'starting', since: this.#now() },
      waitsForSpace: false,
      machine: null,
      endAsked: false,
      parked: false,
    }
    this.#live.set(id, live)
    this.#tell(live)
    return {
      [Symbol.dispose]: () => {
        if (this.#live.get(id) !== live || live.machine) return
        this.#live.delete(id)
        this.#bell.ring()
        const isSuspended = record.suspended !== undefined
        this.#world.events.publish('instance.state', live.name, { state: isSuspended ? 'suspended' : 'stopped' })
      },
    }
  }

  /** Takes a machine that answers into our care, until it ends. */
  add(
    { id, name, uuid }: InstanceRecord,
    machine: Machine,
    since: string,
    status: MachineStatus,
    parked = false,
  ): void {
    const live: Live = {
      name,
      uuid,
      state: stateFrom(status, { since, parked }, machine.process),
      waitsForSpace: isDiskFull(status),
      machine,
      parked,
      endAsked: this.#live.get(id)?.endAsked ?? false,
    }
    this.#live.set(id, live)
    this.#tell(live)
    void this.#care(id, live, machine).catch((error: unknown) => {
      this.#world.log.error('the care for a machine broke off', error, { instance: live.name })
    })
  }

  /** Marks that its end is wanted. Returns how to take that back, should the asking fail. */
  expectEnd(id: InstanceId): Disposable {
    const live = this.#live.get(id)
    if (!live?.machine) return { [Symbol.dispose]: () => undefined }
    const before = live.state
    live.endAsked = true
    live.state = { kind: 'stopping', since: this.#now(), pid: live.machine.process.pid }
    this.#tell(live)
    return {
      [Symbol.dispose]: () => {
        if (this.#live.get(id) !== live) return
        live.endAsked = false
        live.state = before
        this.#tell(live)
      },
    }
  }

  /** Resolves when it is at rest and that is recorded. */
  async ended(id: InstanceId, signal: AbortSignal): Promise<void> {
    while (this.#live.has(id)) await this.#bell.wait(signal)
  }

  rename(id: InstanceId, name: InstanceName): void {
    const live = this.#live.get(id)
    if (live) live.name = name
  }

  /** Lets go of every machine without touching it. */
  async release(): Promise<void> {
    const machines = [...this.#live.values()].flatMap(({ machine }) => (machine ? [machine] : []))
    this.#live.clear()
    await Promise.all(machines.map((machine) => machine[Symbol.asyncDispose]()))
  }

  async #care(id: InstanceId, live: Live, machine: Machine): Promise<void> {
    for await (const news of machine.news) {
      if (this.#live.get(id) !== live) return
      if (news.kind === 'ended') return this.#end(id, live, machine, news.ending)
      this.#hear(id, live, machine, news)
    }
  }

  #hear(id: InstanceId, live: Live, machine: Machine, news: Exclude<MachineNews, { kind: 'ended' }>): void {
    const { events, log } = this.#world
    switch (news.kind) {
      case 'status':
        return this.#changeStatus(id, live, machine, news.status)
      case 'guest-reset':
        return events.publish('instance.changed', live.name, { what: 'guest-reset' })
      case 'agent':
        return events.publish('instance.changed', live.name, { what: 'agent', connected: news.connected })
      case 'helper-died':
        log.warn('a helper of an instance has ended', { instance: live.name, helper: news.helper })
        return events.publish('instance.changed', live.name, { what: 'helper-died', helper: news.helper })
      default:
        return unreachable(news)
    }
  }

  #changeStatus(id: InstanceId, live: Live, machine: Machine, status: MachineStatus): void {
    // While it stops, what it does on the way is not news; silence is.
    if (live.state.kind === 'stopping' && status.kind !== 'unresponsive') return
    const before = live.state
    const state = stateFrom(status, { since: this.#now(), parked: live.parked }, machine.process)
    live.state = before.kind === state.kind && 'since' in before ? { ...state, since: before.since } : state
    live.waitsForSpace = isDiskFull(status)
    const woken = before.kind === 'parked' && state.kind === 'running'
    if (woken) live.parked = false
    this.#tell(live)
    if (woken) this.#onWoken(id)
  }

  async #end(id: InstanceId, live: Live, machine: Machine, ending: Ending): Promise<void> {
    await machine[Symbol.asyncDispose]()
    await cleanUp(this.#world, { id, uuid: live.uuid, name: live.name })
    const record = await recordEnd(this.#world, live.name, ending, live.endAsked)
    this.#live.delete(id)
    this.#bell.ring()
    const state = this.stateOf(record ?? { id, end: null })
    this.#world.events.publish('instance.state', live.name, { state: state.kind, reason: ending.reason })
    if (record) this.#onEnded({ record, ending, asked: live.endAsked })
  }

  #tell(live: Live): void {
    const { kind } = live.state
    const reason = 'reason' in live.state ? live.state.reason : undefined
    this.#world.events.publish('instance.state', live.name, { state: kind, ...(reason !== undefined && { reason }) })
    this.#bell.ring()
  }

  #now(): string {
    return this.#world.clock.now().toISOString()
  }
}

function isDiskFull(status: MachineStatus): boolean {
  return status.kind === 'paused' && status.isDiskFull === true
}

type Standing = { readonly since: string; readonly parked: boolean }
type LiveState = Extract<InstanceState, { kind: 'running' | 'paused' | 'parked' | 'unresponsive' }>

function stateFrom(status: MachineStatus, { since, parked }: Standing, { pid }: ProcessIdentity): LiveState {
  switch (status.kind) {
    case 'running':
      return { kind: 'running', since, pid }
    case 'paused':
      // One that QEMU has stopped meanwhile, as when a disk is full, needs a person.
      if (parked && status.reason === undefined) return { kind: 'parked', since, pid }
      return { kind: 'paused', since, pid, ...(status.reason !== undefined && { reason: status.reason }) }
    case 'unresponsive':
      return { kind: 'unresponsive', since, pid, reason: status.reason }
    default:
      return unreachable(status)
  }
}
