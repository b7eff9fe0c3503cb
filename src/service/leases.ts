import { Fault } from '../model/fault.ts'

/** The right to change one instance now. Nobody waits for one: who comes second is told what goes on. */
export class Leases {
  readonly #held = new Map<string, string>()

  /** Disposing gives it back. Throws the fault instance.busy when somebody else has it. */
  take(name: string, action: string): Disposable {
    const holder = this.#held.get(name)
    if (holder !== undefined) throw new Fault('instance.busy', { name, action: holder })
    this.#held.set(name, action)
    return { [Symbol.dispose]: () => void this.#held.delete(name) }
  }
}
