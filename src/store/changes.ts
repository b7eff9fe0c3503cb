import type { Change } from '../contract/store.ts'

/**
 * Tells watchers what was committed. What waits for a slow reader is bounded by the number of keys: a change that has
 * not been read yet is replaced by a newer one of the same key. Revisions ascend.
 */
export class Changes implements Disposable {
  readonly #watches = new Set<Watch>()

  publish(changes: readonly Change[]): void {
    for (const watch of this.#watches) watch.push(changes)
  }

  /** Changes published after this call, until the signal is aborted or the store is closed. */
  watch(signal: AbortSignal): AsyncIterable<Change> {
    const end = () => watch.end()
    const watch = new Watch(() => {
      this.#watches.delete(watch)
      signal.removeEventListener('abort', end)
    })
    this.#watches.add(watch)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    return watch
  }

  [Symbol.dispose](): void {
    for (const watch of this.#watches) watch.end()
  }
}

class Watch implements AsyncIterable<Change> {
  readonly #waiting = new Map<string, Change>()
  readonly #forget: () => void
  #wake: (() => void) | undefined
  #ended = false

  constructor(forget: () => void) {
    this.#forget = forget
  }

  push(changes: readonly Change[]): void {
    for (const change of changes) {
      const key = `${change.kind}/${change.key}`
      // Deleted first, so that the newer change goes to the end.
      this.#waiting.delete(key)
      this.#waiting.set(key, change)
    }
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#forget()
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Change, undefined> {
    try {
      while (!this.#ended) {
        const [first] = this.#waiting
        if (first === undefined) await new Promise<void>((resolve) => (this.#wake = resolve))
        else {
          this.#waiting.delete(first[0])
          yield first[1]
        }
      }
    } finally {
      this.end()
    }
  }
}
