import type { Surroundings } from './argv/places.ts'
import { findUefi } from './firmware/find.ts'
import { readNetworkStyle } from './network/read-style.ts'

/** Milliseconds after which they are read again: someone may install a firmware or another passt. */
const freshMs = 60_000

/** What of the host goes into every command line; read once and again from time to time, never twice at once. */
export class SurroundingsCache {
  #known: Surroundings | undefined
  #reading: Promise<Surroundings> | undefined
  #readAt = -Infinity

  /** Waits only for the first reading; later ones go on beside. */
  async get(): Promise<Surroundings> {
    if (performance.now() - this.#readAt > freshMs) this.#reading ??= this.#read()
    if (this.#known) {
      this.#reading?.catch(() => {})
      return this.#known
    }
    return this.#reading ?? this.#read()
  }

  async #read(): Promise<Surroundings> {
    try {
      const [uefi, secureUefi, network] = await Promise.all([
        findUefi(),
        findUefi('secure'),
        readNetworkStyle(AbortSignal.timeout(10_000)),
      ])
      this.#known = { uefi, secureUefi, network }
      return this.#known
    } finally {
      this.#readAt = performance.now()
      this.#reading = undefined
    }
  }
}
