import { unlessAborted } from '../../../kit/within.ts'

/** Whether a program in the guest holds the agent's port, as QEMU sees it. */
export class AgentPort {
  #open = false
  #opened = Promise.withResolvers<void>()

  get isOpen(): boolean {
    return this.#open
  }

  /** Returns whether this is news. */
  set(open: boolean): boolean {
    if (open === this.#open) return false
    this.#open = open
    if (open) this.#opened.resolve()
    else this.#opened = Promise.withResolvers<void>()
    return true
  }

  async untilOpen(signal: AbortSignal): Promise<void> {
    await unlessAborted(this.#opened.promise, signal)
  }
}
