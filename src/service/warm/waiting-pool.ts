import type { InstanceRecord, WaitingRecord, WarmRecord } from '../../contract/store.ts'
import { Bell } from '../../kit/bell.ts'
import { InstanceId, type WarmId } from '../../model/name.ts'
import type { WarmPool } from '../../model/warm.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { isJustWhatWaits, waitingPlan } from '../../plan/warm/waiting.ts'
import type { World } from '../deps.ts'
import type { Operations } from '../operation/operations.ts'
import { Lacks } from './lacks.ts'
import { warmRecords } from './records.ts'
import { unfitness } from './unfitness.ts'
import { type Planned, type Waiter, Waiters } from './waiters.ts'

/** How long a machine waits for the start of an instance that was made, in milliseconds. */
const reservedMs = 60_000

/** How often it is looked whether all is still as it should be, and whether starts are over; in milliseconds. */
const lookMs = 30_000
const busyMs = 100

/** Work that must not wait for a machine that nobody has asked for. */
const first: ReadonlySet<string> = new Set(['instance.create', 'instance.start', 'instance.restart'])

/**
 * Machines that are started before anybody asks for them, up to where they can go on from a warm image. They are made one at a
 * time, while nothing else begins and there is memory; they end with the daemon.
 */
export class WaitingPool {
  readonly #world: World & { readonly operations: Operations }
  readonly #waiters = new Waiters()
  readonly #lacks: Lacks
  readonly #bell = new Bell()
  /** Something has changed since the last look. */
  #isWoken = false

  constructor(world: World & { readonly operations: Operations }) {
    this.#world = world
    this.#lacks = new Lacks(world, () => this.#now())
  }

  /** Makes what is wanted, and ends what is not, until the signal; then ends all. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = await this.#turn(signal).catch((error: unknown) => {
        if (!signal.aborted) this.#world.log.error('machines that wait could not be looked after', error)
        return lookMs
      })
      await this.#pause(pauseMs, signal)
    }
    await this.#dropAll(() => true)
  }

  /** Something has changed that it should look at. `forgive`: what failed before is tried anew. */
  wake(forgive?: WarmId): void {
    if (forgive !== undefined) this.#lacks.forget(forgive)
    this.#isWoken = true
    this.#bell.ring()
  }

  /** Whether any waits for an instance that is not made yet. */
  hasFree(): boolean {
    return this.#waiters.all().some(({ reserved }) => !reserved)
  }

  /** See Waiters. */
  reserve(instance: InstanceRecord, planned: Planned): InstanceRecord | undefined {
    return this.#waiters.reserve(instance, planned, this.#now())
  }

  /** See Waiters. */
  plannedFor(instance: InstanceRecord): Planned | undefined {
    return this.#waiters.plannedFor(instance)
  }

  /** Whether a machine waits that is just what an instance would be started as. */
  waitsFor(id: InstanceId, wanted: StartPlan): boolean {
    const waiter = this.#waiters.get(id)
    return waiter !== undefined && isJustWhatWaits(waiter.plan, wanted)
  }

  /**
   * Before an instance starts: true when what waits for it is that, and from now on no business of the pool. Else nothing waits
   * for it any more. `wanted`: null when it does not go on from a warm image.
   */
  async give(id: InstanceId, wanted: StartPlan | null): Promise<boolean> {
    if (wanted === null || !this.waitsFor(id, wanted)) {
      await this.drop(id)
      return false
    }
    this.wake(this.#waiters.take(id)?.record.warm)
    return true
  }

  /** Ends what waits under this id. No failure when nothing does. */
  async drop(id: InstanceId): Promise<void> {
    const waiter = this.#waiters.take(id)
    if (!waiter) return
    const { engine, store } = this.#world
    await engine.cleanUp(id, waiter.record.uuid)
    await store.commit([{ kind: 'waiting', delete: id }])
    this.wake()
  }

  /** Ends all that wait to go on from a warm image. */
  async dropOf(warm: WarmId): Promise<void> {
    await this.#dropAll(({ record }) => record.warm === warm)
    this.#lacks.forget(warm)
  }

  /** Ends all that use KVM, and makes none for a while, so that the host can do without it. */
  async leaveKvm(forMs: number): Promise<void> {
    this.#lacks.leaveKvm(forMs)
    await this.#dropAll(({ plan }) => plan.acceleration.kind === 'kvm')
  }

  /** As it is shown. */
  async viewOf({ id, keep = 0 }: Pick<WarmRecord, 'id' | 'keep'>): Promise<WarmPool> {
    const own = await Promise.all(this.#waiters.of(id).map(({ machine }) => machine.ownMemory()))
    const waiting = this.#waiters.freeOf(id).length
    return {
      keep,
      waiting,
      memoryBytes: own.reduce((sum, bytes) => sum + bytes, 0),
      lack: waiting < keep ? this.#lacks.reasonOf(id) : null,
    }
  }

  /** One look, and at most one machine. How long there is nothing to do then, in milliseconds. */
  async #turn(signal: AbortSignal): Promise<number> {
    const records = await warmRecords(this.#world)
    await this.#tidy(records)
    const wanted = await this.#wanted(records)
    if (!wanted) return this.#lacks.troubles.untilNext(lookMs)
    if (this.#world.operations.running().some(({ kind }) => first.has(kind))) return busyMs
    await this.#make(wanted, signal)
    return 0
  }

  /** Ends those that nobody took in time, those that are too many, and those that are of no use any more. */
  async #tidy(records: readonly WarmRecord[]): Promise<void> {
    const late = this.#now() - reservedMs
    await this.#dropAll(({ reserved }) => reserved !== undefined && reserved.at < late)
    for (const warm of new Set(this.#waiters.all().map(({ record }) => record.warm))) {
      const record = records.find(({ id }) => id === warm)
      const isUnfit = !record || (await unfitness(this.#world.engine, record)) !== undefined
      const surplus = this.#waiters.freeOf(warm).slice(isUnfit ? 0 : (record.keep ?? 0))
      for (const each of surplus) await this.drop(each.record.id)
    }
  }

  /** The first warm image that lacks a machine and may have one. */
  async #wanted(records: readonly WarmRecord[]): Promise<WarmRecord | undefined> {
    const lacking = records.filter(({ id, keep = 0 }) => this.#waiters.freeOf(id).length < keep)
    for (const record of lacking) if (await this.#lacks.mayMake(record, this.#waiters.count)) return record
    return undefined
  }

  /** The record goes first, so that the next daemon finds what a crash leaves. */
  async #make({ id: warm, template, shape }: WarmRecord, signal: AbortSignal): Promise<void> {
    const { store, engine, random } = this.#world
    const id = InstanceId.parse(random.token(10))
    const macs = template.nics.map(() => random.mac())
    const record: WaitingRecord = { version: 1, id, uuid: random.uuid(), macs, warm }
    await store.commit([{ kind: 'waiting', put: record }])
    const plan = waitingPlan(template, warm, record)
    try {
      const machine = await engine.warm.wait(plan, shape.disks, signal)
      this.#waiters.add({ record, plan, machine, reserved: undefined })
      void machine.over.then((reason) => this.#lose(id, reason))
    } catch (error) {
      await store.commit([{ kind: 'waiting', delete: id }])
      if (!signal.aborted) this.#fail(warm, error instanceof Error ? error.message : String(error))
    }
  }

  async #lose(id: InstanceId, reason: string): Promise<void> {
    const waiter = this.#waiters.get(id)
    if (!waiter) return
    this.#fail(waiter.record.warm, `the last one was lost: ${reason}`)
    await this.drop(id).catch((error: unknown) =>
      this.#world.log.error('what was left of a machine that waited could not be removed', error, { id }),
    )
  }

  #fail(warm: WarmId, reason: string): void {
    const next = this.#lacks.troubles.add(warm, reason) ? 'given up' : 'tried again'
    this.#world.log.warn('a machine that waited was lost', { warm, reason, next })
  }

  async #dropAll(fits: (waiter: Waiter) => boolean): Promise<void> {
    const all = this.#waiters.all().filter(fits)
    await Promise.all(all.map(({ record }) => this.drop(record.id)))
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const isWoken = this.#isWoken
    this.#isWoken = false
    if (ms === 0 || isWoken) return
    const over = new AbortController()
    const stop = AbortSignal.any([signal, over.signal])
    const nothing = () => undefined
    await Promise.race([this.#world.clock.sleep(ms, stop).catch(nothing), this.#bell.wait(stop).catch(nothing)])
    over.abort()
  }

  #now(): number {
    return this.#world.clock.steady()
  }
}
