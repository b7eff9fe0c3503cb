import type { Clock } from '../../contract/clock.ts'
import type { Machine } from '../../contract/engine.ts'
import type { Log } from '../../contract/log.ts'
import type { UsageKeeper } from '../../contract/usage-keeper.ts'
import type { InstanceId, InstanceName } from '../../model/name.ts'
import type { UsageListing, UsageSample } from '../../model/usage.ts'
import { type Look, sampleBetween } from './rate.ts'
import { Series } from './series.ts'

/** While somebody looks, in milliseconds. */
const watchedMs = 2000
/** While nobody does: enough for what is kept of the last days. */
const unwatchedMs = 30_000
/** Nobody looks any more when nobody has asked for so long. */
const patienceMs = 15_000
/** Between two writings of what is kept. */
const keepMs = 600_000
/** Patience with one machine. */
const lookMs = 2000

type World = { readonly clock: Clock; readonly usageKeeper: UsageKeeper; readonly log: Log }
type Running = { readonly id: InstanceId; readonly name: InstanceName; readonly machine: Machine }

/** What the instances use of the host, now and in the last days. */
export class Usage {
  readonly #world: World
  readonly #running: () => readonly Running[]
  readonly #series = new Map<InstanceId, Series>()
  readonly #looks = new Map<InstanceId, Look>()
  #askedAt = -Infinity
  #keptAt = -Infinity
  #woken: (() => void) | undefined

  constructor(world: World, running: () => readonly Running[]) {
    this.#world = world
    this.#running = running
  }

  /** The newest sample of each that runs. Whoever asks again and again gets a new one every two seconds. */
  async newest(): Promise<UsageListing> {
    this.#watch()
    const items = this.#running().flatMap(({ id, name }) => {
      const sample = this.#series.get(id)?.newest()
      return sample ? [{ name, ...sample }] : []
    })
    return { items }
  }

  async history(id: InstanceId, spanSeconds: number): Promise<{ readonly items: readonly UsageSample[] }> {
    this.#watch()
    return { items: (await this.#seriesOf(id)).last(spanSeconds * 1000, this.#world.clock.now()) }
  }

  /** Looks at every machine again and again until the signal, and then keeps what is to be kept. */
  async run(signal: AbortSignal): Promise<void> {
    this.#keptAt = this.#now()
    while (!signal.aborted) {
      await this.#lookAtAll(signal)
      if (this.#now() - this.#keptAt >= keepMs) await this.keep()
      await this.#pause(signal)
    }
  }

  /** Writes down what is kept of the last days. */
  async keep(): Promise<void> {
    this.#keptAt = this.#now()
    for (const [id, series] of this.#series) {
      await this.#world.usageKeeper.write(id, series.coarse()).catch((error: unknown) => {
        this.#world.log.warn('what an instance used could not be written', { id, reason: String(error) })
      })
    }
    const running = new Set(this.#running().map(({ id }) => id))
    for (const id of this.#series.keys()) if (!running.has(id)) this.#forget(id)
  }

  #forget(id: InstanceId): void {
    this.#series.delete(id)
    this.#looks.delete(id)
  }

  #now(): number {
    return this.#world.clock.steady()
  }

  #watch(): void {
    const wasWatched = this.#now() - this.#askedAt < patienceMs
    this.#askedAt = this.#now()
    if (!wasWatched) this.#woken?.()
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const woken = new AbortController()
    this.#woken = () => woken.abort()
    const ms = this.#now() - this.#askedAt < patienceMs ? watchedMs : unwatchedMs
    await this.#world.clock.sleep(ms, AbortSignal.any([signal, woken.signal])).catch(() => undefined)
    this.#woken = undefined
  }

  async #lookAtAll(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#running().map((each) => this.#lookAt(each, signal)))
  }

  /** A machine that does not answer has no sample, and that is all. */
  async #lookAt({ id, machine }: Running, signal: AbortSignal): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(lookMs)])
    const usage = await machine.usage(limit).catch(() => undefined)
    if (!usage) return
    const look = { at: this.#world.clock.now(), steadyMs: this.#now(), usage }
    const before = this.#looks.get(id)
    this.#looks.set(id, look)
    if (before) (await this.#seriesOf(id)).add(sampleBetween(before, look))
  }

  async #seriesOf(id: InstanceId): Promise<Series> {
    const known = this.#series.get(id)
    if (known) return known
    const series = new Series(await this.#world.usageKeeper.read(id))
    // Somebody else may have read it meanwhile.
    const first = this.#series.get(id) ?? series
    this.#series.set(id, first)
    return first
  }
}
