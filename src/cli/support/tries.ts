import { problemOf } from '../problem-of.ts'

/** How long each answer may take, in milliseconds: a daemon that hangs is told of, too. */
const patienceMs = 15_000

/** Asks for many things, of which each may fail. */
export class Tries {
  readonly troubles: string[] = []
  readonly #signal: AbortSignal

  /** Rejects with the reason of `signal` only. */
  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  /** Undefined when it fails or takes too long; why is in `troubles` then. */
  async get<T>(what: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    try {
      return await ask(AbortSignal.any([this.#signal, AbortSignal.timeout(patienceMs)]))
    } catch (error) {
      this.#signal.throwIfAborted()
      this.troubles.push(`${what}: ${problemOf(error).title}`)
      return undefined
    }
  }
}
