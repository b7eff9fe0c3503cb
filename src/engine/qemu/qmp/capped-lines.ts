/** A line grew beyond its limit: the other side is broken or hostile. */
export class LineTooLong extends Error {
  constructor(maxBytes: number) {
    super(`a line of more than ${maxBytes} bytes`)
    this.name = 'LineTooLong'
  }
}

/** Cuts a byte stream into lines without their end. Never holds more than `maxBytes`; a last unfinished line is dropped. */
export async function* cappedLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string, undefined> {
  const line = new LineBuffer(maxBytes)
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      line.append(chunk.subarray(start, end))
      yield line.take()
      start = end + 1
    }
    line.append(chunk.subarray(start))
  }
}

/** The beginning of a line whose end has not come yet. Grows by doubling, so single bytes cost no more than blocks. */
export class LineBuffer {
  readonly #maxBytes: number
  readonly #decoder = new TextDecoder()
  #bytes = new Uint8Array(256)
  #length = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** Throws LineTooLong, and then begins anew. */
  append(piece: Uint8Array): void {
    const length = this.#length + piece.length
    if (length > this.#maxBytes) {
      this.#forget()
      throw new LineTooLong(this.#maxBytes)
    }
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, this.#bytes.length * 2))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(piece, this.#length)
    this.#length = length
  }

  /** The line as text; bytes that are no UTF-8 become U+FFFD. */
  take(): string {
    const text = this.#decoder.decode(this.#bytes.subarray(0, this.#length))
    this.#forget()
    return text
  }

  #forget(): void {
    this.#length = 0
    // What one giant line needed is not kept for the small ones after it.
    if (this.#bytes.length > 65_536) this.#bytes = new Uint8Array(256)
  }
}
