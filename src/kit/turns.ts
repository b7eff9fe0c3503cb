/** One after the other: nobody is refused, everybody waits for those who came before. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves when it is our turn; disposing lets the next one in. */
  async take(): Promise<Disposable> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    return { [Symbol.dispose]: resolve }
  }
}
