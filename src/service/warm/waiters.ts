import type { InstanceRecord, WaitingRecord } from '../../contract/store.ts'
import type { Waiting } from '../../contract/warm.ts'
import { isSameJson } from '../../kit/same-json.ts'
import type { InstanceId, WarmId } from '../../model/name.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { isJustWhatWaits, planAs } from '../../plan/warm/waiting.ts'
import type { WarmStart } from './choose.ts'

/** How an instance would be started: by booting it, and from a warm image. */
export type Planned = { readonly plan: StartPlan; readonly start: WarmStart }

/** An instance that was made for a machine that waits. `at`: when, in milliseconds. */
type Reservation = Planned & { readonly at: number; readonly instance: InstanceRecord }

/** A machine that waits. */
export type Waiter = {
  readonly record: WaitingRecord
  readonly plan: StartPlan
  readonly machine: Waiting
  /** Undefined while it waits for nobody in particular. */
  reserved: Reservation | undefined
}

/** The machines that wait, by the instance that each will be. */
export class Waiters {
  readonly #all = new Map<InstanceId, Waiter>()

  get count(): number {
    return this.#all.size
  }

  add(waiter: Waiter): void {
    this.#all.set(waiter.record.id, waiter)
  }

  get(id: InstanceId): Waiter | undefined {
    return this.#all.get(id)
  }

  /** Nobody finds it any more. */
  take(id: InstanceId): Waiter | undefined {
    const waiter = this.#all.get(id)
    this.#all.delete(id)
    return waiter
  }

  all(): readonly Waiter[] {
    return [...this.#all.values()]
  }

  of(warm: WarmId): readonly Waiter[] {
    return this.all().filter(({ record }) => record.warm === warm)
  }

  /** Those that wait for nobody in particular. */
  freeOf(warm: WarmId): readonly Waiter[] {
    return this.of(warm).filter(({ reserved }) => !reserved)
  }

  /** A new instance as the one that a machine waits for; undefined when none waits that is like it. */
  reserve(instance: InstanceRecord, { plan, start }: Planned, at: number): InstanceRecord | undefined {
    const free = this.freeOf(start.record.id).find((each) =>
      isJustWhatWaits(each.plan, planAs(start.plan, each.record)),
    )
    if (!free) return undefined
    const { id, uuid, macs } = free.record
    const become = { ...instance, id, uuid, macs }
    const planned = { plan: planAs(plan, become), start: { ...start, plan: planAs(start.plan, become) } }
    free.reserved = { ...planned, instance: become, at }
    return become
  }

  /** How an instance would be started for which a machine waits; undefined when it is another one than it was when it was made. */
  plannedFor(instance: InstanceRecord): Planned | undefined {
    const reserved = this.#all.get(instance.id)?.reserved
    const { name } = instance
    if (!reserved || !isSameJson({ ...reserved.instance, name }, instance)) return undefined
    const { plan, start } = reserved
    return { plan: { ...plan, name }, start: { ...start, plan: { ...start.plan, name } } }
  }
}
