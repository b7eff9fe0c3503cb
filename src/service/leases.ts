import { Fault } from '../model/fault.ts'

/** The right to change one instance or image now. Nobody waits for one: who comes second is told what goes on. */
export class Leases {
  readonly #held = new Map<string, string>()
  readonly #shared = new Map<string, number>()

  /** Disposing gives it back. Throws the fault instance.busy when somebody else has it, or a share of it. */
  take(name: string, action: string): Disposable {
    this.#refuseIfHeld(name)
    if (this.#shared.has(name)) throw new Fault('instance.busy', { name, action: 'in use' })
    this.#held.set(name, action)
    return { [Symbol.dispose]: () => void this.#held.delete(name) }
  }

  /** The right that nobody takes it meanwhile; any number of shares may be out. */
  share(name: string): Disposable {
    this.#refuseIfHeld(name)
    this.#shared.set(name, (this.#shared.get(name) ?? 0) + 1)
    return { [Symbol.dispose]: () => this.#giveBack(name) }
  }

  /** Whether somebody has it, or a share of it. */
  isTaken(name: string): boolean {
    return this.#held.has(name) || this.#shared.has(name)
  }

  #refuseIfHeld(name: string): void {
    const holder = this.#held.get(name)
    if (holder !== undefined) throw new Fault('instance.busy', { name, action: holder })
  }

  #giveBack(name: string): void {
    const left = (this.#shared.get(name) ?? 1) - 1
    if (left === 0) this.#shared.delete(name)
    else this.#shared.set(name, left)
  }
}
