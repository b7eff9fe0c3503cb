/** Wakes everyone who waits at the moment it rings. */
export class Bell {
  readonly #waiting = new Set<() => void>()

  ring(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const wake of waiting) wake()
  }

  /** Resolves at the next ring, or rejects with the signal's reason. */
  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error)
      const leave = () => {
        this.#waiting.delete(wake)
        reject(signal.reason as Error)
      }
      const wake = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', leave, { once: true })
    })
  }
}
