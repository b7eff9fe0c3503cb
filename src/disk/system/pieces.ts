/** Bytes that come in pieces, taken in the amounts that their reader wants. */
export class Pieces {
  readonly #source: AsyncIterator<Uint8Array>
  #held = new Uint8Array()

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** So many bytes, which stay; fewer at the end. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#held.length < length) {
      const { value, done } = await this.#source.next()
      if (done === true) break
      this.#held = joined(this.#held, value)
    }
    return this.#held.subarray(0, length)
  }

  /** So many bytes; undefined where there are not so many any more. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const bytes = await this.peek(length)
    this.#held = this.#held.subarray(bytes.length)
    return bytes.length < length ? undefined : bytes
  }

  /** False when it ended before. */
  async skip(length: number): Promise<boolean> {
    let left = length
    while (left > 0) {
      if (this.#held.length === 0 && (await this.peek(1)).length === 0) return false
      const bytes = Math.min(left, this.#held.length)
      this.#held = this.#held.subarray(bytes)
      left -= bytes
    }
    return true
  }

  /** Everything that has not been taken. */
  async *rest(): AsyncGenerator<Uint8Array, undefined> {
    for (;;) {
      const held = this.#held.length > 0 ? this.#held : await this.peek(1)
      if (held.length === 0) return
      const all = this.#held
      this.#held = new Uint8Array()
      yield all
    }
  }

  /** Nothing more is wanted. */
  async end(): Promise<void> {
    await this.#source.return?.()
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
