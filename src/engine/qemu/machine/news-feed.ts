import type { MachineNews } from '../../../contract/engine.ts'

/**
 * News for one reader. What waits is bounded: of each kind only the newest is kept (of helpers, one for each helper),
 * so a reader that sleeps never costs memory and wakes to the present. Nothing comes after `ended`.
 */
export class NewsFeed implements AsyncIterable<MachineNews>, Disposable {
  readonly #waiting = new Map<string, MachineNews>()
  #wake: (() => void) | undefined
  #closed = false

  push(news: MachineNews): void {
    if (this.#closed) return
    const key = news.kind === 'helper-died' ? `helper ${news.helper}` : news.kind
    // Taken out first, so that the newest stands last.
    this.#waiting.delete(key)
    this.#waiting.set(key, news)
    if (news.kind === 'ended') this.#closed = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<MachineNews, undefined> {
    for (;;) {
      const [first] = this.#waiting
      if (first !== undefined) {
        this.#waiting.delete(first[0])
        yield first[1]
      } else if (this.#closed) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Ends the feed without an ending: the machine goes on, and nobody looks any more. */
  [Symbol.dispose](): void {
    this.#closed = true
    this.#wake?.()
  }
}
