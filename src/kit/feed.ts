/** One writer, one reader: push on one side, `for await` on the other. */
export class Feed<T> implements AsyncIterable<T>, Disposable {
  readonly #limit: number
  readonly #items: T[] = []
  #wake: (() => void) | undefined
  #ended = false

  /** @param limit how many items may wait for the reader */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Returns false when the reader is too slow or gone: the writer decides what to drop. */
  push(item: T): boolean {
    if (this.#ended || this.#items.length >= this.#limit) return false
    this.#items.push(item)
    this.#wake?.()
    return true
  }

  /** What was pushed before is still read. */
  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, undefined> {
    try {
      while (this.#items.length > 0 || !this.#ended) {
        if (this.#items.length > 0) yield this.#items.shift() as T
        else await new Promise<void>((resolve) => (this.#wake = resolve))
      }
    } finally {
      this.end()
    }
  }

  [Symbol.dispose](): void {
    this.end()
  }
}
