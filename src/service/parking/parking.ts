import type { ParkedRecord } from '../../contract/store.ts'
import { Bell } from '../../kit/bell.ts'
import { Turns } from '../../kit/turns.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import type { PortForward } from '../../model/port-forward.ts'
import type { World } from '../deps.ts'
import type { EventLog } from '../event/event-log.ts'
import type { Fleet } from '../instance/fleet.ts'

type Parts = Pick<World, 'store' | 'clock' | 'log'> & { readonly events: EventLog; readonly fleet: Fleet }
type Subject = { readonly id: InstanceId; readonly name: InstanceName }

/** How long the monitor may take for one word, in milliseconds. */
const wordMs = 10_000
/** A guest that stood still for less has nothing to be told. */
const noticeableMs = 1000
const clockMs = 30_000

/** Which machines stand still until somebody needs them, and what they are used for. */
export class Parking {
  readonly #parts: Parts
  readonly #turns = new Map<InstanceId, Turns>()
  readonly #uses = new Map<InstanceId, string[]>()
  readonly #parked = new Map<
    InstanceId,
    Subject & { readonly since: string; readonly forwards: readonly PortForward[] }
  >()
  readonly #reasons = new Map<InstanceId, string>()
  readonly #bell = new Bell()

  constructor(parts: Parts) {
    this.#parts = parts
    parts.fleet.onWoken((id) => void this.#woken(id).catch((error: unknown) => this.#failed(id, error)))
  }

  /** What it is used for now, in words; while one is not disposed of, it is not parked. */
  use(id: InstanceId, what: string): Disposable {
    const uses = this.#uses.get(id) ?? []
    this.#uses.set(id, [...uses, what])
    return {
      [Symbol.dispose]: () => {
        const left = [...(this.#uses.get(id) ?? [])]
        left.splice(left.indexOf(what), 1)
        if (left.length > 0) this.#uses.set(id, left)
        else this.#uses.delete(id)
      },
    }
  }

  usesOf(id: InstanceId): readonly string[] {
    return this.#uses.get(id) ?? []
  }

  /** Those that are parked and can be reached from outside. */
  reachable(): readonly (Subject & { readonly forwards: readonly PortForward[] })[] {
    const { fleet } = this.#parts
    for (const id of this.#parked.keys()) if (fleet.kindOf(id) === undefined) this.#forget(id)
    return [...this.#parked.values()].filter(({ id, forwards }) => forwards.length > 0 && fleet.kindOf(id) === 'parked')
  }

  /** Resolves when one has been parked. */
  changed(signal: AbortSignal): Promise<void> {
    return this.#bell.wait(signal)
  }

  /** Lets it stand still, unless somebody has begun to use it. That it is meant so is durable before. */
  async park(subject: Subject, forwards: readonly PortForward[], reason: string): Promise<void> {
    const { id, name } = subject
    using _turn = await this.#turn(id)
    const { fleet, store, clock, events } = this.#parts
    const machine = fleet.machineOf(id)
    if (!machine || fleet.kindOf(id) !== 'running' || this.usesOf(id).length > 0) return
    const since = clock.now().toISOString()
    const record: ParkedRecord = { version: 1, instance: id, since }
    await store.commit([{ kind: 'parked', put: record }])
    fleet.park(id, true)
    try {
      await machine.pause(AbortSignal.timeout(wordMs))
    } catch (error) {
      fleet.park(id, false)
      await store.commit([{ kind: 'parked', delete: id }])
      throw error
    }
    this.#parked.set(id, { ...subject, since, forwards })
    events.publish('instance.parked', name, { reason })
    this.#bell.ring()
  }

  /** Of a daemon before: it is parked still. */
  adopted(subject: Subject, forwards: readonly PortForward[], { since }: ParkedRecord): void {
    this.#parked.set(subject.id, { ...subject, since, forwards })
    this.#bell.ring()
  }

  /** Resolves when it runs again, at once when it is not parked. Of two who want it, the first is told as the reason. */
  async wake(id: InstanceId, reason: string): Promise<void> {
    const { fleet } = this.#parts
    if (!this.#turns.has(id) && fleet.kindOf(id) !== 'parked') return
    using _turn = await this.#turn(id)
    const machine = fleet.machineOf(id)
    if (!machine || fleet.kindOf(id) !== 'parked') return
    this.#reasons.set(id, reason)
    await machine.resume(AbortSignal.timeout(wordMs))
    await fleet.awake(id, AbortSignal.timeout(wordMs))
  }

  /** A person wants it to stand still: nothing but a person wakes it from now on. */
  async stay(id: InstanceId): Promise<void> {
    using _turn = await this.#turn(id)
    this.#parked.delete(id)
    await this.#parts.store.commit([{ kind: 'parked', delete: id }])
    this.#parts.fleet.park(id, false)
  }

  /** Its machine is gone. */
  #forget(id: InstanceId): void {
    this.#parked.delete(id)
    this.#turns.delete(id)
    this.#reasons.delete(id)
  }

  async #woken(id: InstanceId): Promise<void> {
    const { store, events, clock, fleet } = this.#parts
    const was = this.#parked.get(id)
    const reason = this.#reasons.get(id) ?? 'somebody has told its monitor to go on'
    this.#parked.delete(id)
    this.#reasons.delete(id)
    await store.commit([{ kind: 'parked', delete: id }])
    const name = fleet.nameOf(id)
    if (name === undefined) return
    events.publish('instance.woken', name, { reason })
    const stoodMs = was ? clock.now().getTime() - Date.parse(was.since) : Infinity
    // The clock of the host may have been set back meanwhile.
    if (Math.abs(stoodMs) >= noticeableMs) await fleet.machineOf(id)?.tellTime(AbortSignal.timeout(clockMs))
  }

  #failed(id: InstanceId, error: unknown): void {
    this.#parts.log.info('a guest that was woken was not told the time', { instance: id, reason: String(error) })
  }

  async #turn(id: InstanceId): Promise<Disposable> {
    const turns = this.#turns.get(id) ?? new Turns()
    this.#turns.set(id, turns)
    return await turns.take()
  }
}
