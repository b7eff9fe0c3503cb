import type { Clock, Random } from '../../contract/clock.ts'
import { hashOf, newSecret } from './secret.ts'

type Given<T> = { readonly value: T; readonly untilMs: number }

/** Secrets that are good once, and not for long. They end with the daemon. */
export class OneTime<T> {
  readonly #given = new Map<string, Given<T>>()
  readonly #world: { readonly clock: Clock; readonly random: Random }
  readonly #lifetimeMs: number
  readonly #most: number

  /** More than `most` at a time are not kept: the oldest goes. */
  constructor(world: { readonly clock: Clock; readonly random: Random }, lifetimeMs: number, most: number) {
    this.#world = world
    this.#lifetimeMs = lifetimeMs
    this.#most = most
  }

  async give(value: T): Promise<{ readonly secret: string; readonly expiresAt: string }> {
    const { clock, random } = this.#world
    const [oldest] = this.#given.keys()
    if (oldest !== undefined && this.#given.size >= this.#most) this.#given.delete(oldest)
    const secret = newSecret(random)
    const expiresAt = new Date(clock.now().getTime() + this.#lifetimeMs)
    this.#given.set(await hashOf(secret), { value, untilMs: clock.steady() + this.#lifetimeMs })
    return { secret, expiresAt: expiresAt.toISOString() }
  }

  /** What it was given for; undefined when it never was, was taken before, or is too old. */
  async take(secret: string): Promise<T | undefined> {
    const hash = await hashOf(secret)
    const found = this.#given.get(hash)
    this.#given.delete(hash)
    return found && found.untilMs > this.#world.clock.steady() ? found.value : undefined
  }
}
