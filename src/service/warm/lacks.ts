import type { WarmRecord } from '../../contract/store.ts'
import type { WarmId } from '../../model/name.ts'
import { isMemoryShort, mostWaiting } from '../../plan/warm/waiting.ts'
import type { World } from '../deps.ts'
import { Troubles } from './troubles.ts'
import { unfitness } from './unfitness.ts'

/** Why fewer machines wait than there shall be. */
export class Lacks {
  readonly troubles: Troubles
  readonly #world: Pick<World, 'engine'>
  readonly #now: () => number
  readonly #reasons = new Map<WarmId, string>()
  #leavesKvmUntil = -Infinity

  /** @param now in milliseconds since some moment, as Clock.steady */
  constructor(world: Pick<World, 'engine'>, now: () => number) {
    this.#world = world
    this.#now = now
    this.troubles = new Troubles(now)
  }

  /** As it was when it was looked last; null when nothing keeps one from being made. */
  reasonOf(warm: WarmId): string | null {
    return this.#reasons.get(warm) ?? null
  }

  forget(warm: WarmId): void {
    this.troubles.forget(warm)
    this.#reasons.delete(warm)
  }

  leaveKvm(forMs: number): void {
    this.#leavesKvmUntil = this.#now() + forMs
  }

  /** Whether a machine may be made now that goes on from a warm image, where `waiting` are on this host already. */
  async mayMake(record: WarmRecord, waiting: number): Promise<boolean> {
    const reason = await this.#look(record, waiting)
    if (reason === undefined) this.#reasons.delete(record.id)
    else this.#reasons.set(record.id, reason)
    return reason === undefined
  }

  async #look(record: WarmRecord, waiting: number): Promise<string | undefined> {
    const trouble = this.troubles.reasonOf(record.id)
    if (trouble !== undefined) return trouble
    if (record.shape.accelerator === 'kvm' && !(await this.#mayUseKvm())) return 'KVM cannot be used now'
    if (waiting >= mostWaiting) return `${mostWaiting} wait on this host already`
    if (isMemoryShort(await this.#world.engine.warm.hostMemory())) return 'the memory of the host is short'
    return unfitness(this.#world.engine, record)
  }

  async #mayUseKvm(): Promise<boolean> {
    if (this.#leavesKvmUntil > this.#now()) return false
    const { facts } = await this.#world.engine.host(AbortSignal.timeout(30_000))
    return facts.kvm.usable
  }
}
