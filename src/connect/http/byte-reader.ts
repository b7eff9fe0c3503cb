/** The other side hung up in the middle, or says what is not HTTP. */
export class HttpError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'HttpError'
  }
}

/** The other side hung up before it said anything: it may never have read the request. */
export class NoAnswerError extends HttpError {
  constructor() {
    super('it hung up without an answer')
  }
}

/** Longest line of a head, in bytes. */
const longestLine = 64 * 1024

/** Takes bytes from a stream as lines or by number, however they were packed. One reader at a time. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)
  #begun = false

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** The next line without its CRLF or LF, each byte one character (RFC 9112 section 2.2). */
  async line(): Promise<string> {
    let text = ''
    for (;;) {
      const end = this.#rest.indexOf(0x0a)
      text += latin1(end === -1 ? this.#rest : this.#rest.subarray(0, end))
      if (text.length > longestLine) throw new HttpError('a line of the answer is too long')
      if (end !== -1) {
        this.#rest = this.#rest.subarray(end + 1)
        return text.endsWith('\r') ? text.slice(0, -1) : text
      }
      if (!(await this.#fill())) throw this.#cutOff()
    }
  }

  /** The next `count` bytes, piece by piece. */
  async *exactly(count: number): AsyncGenerator<Uint8Array, undefined> {
    for (let left = count; left > 0; ) {
      if (this.#rest.length === 0 && !(await this.#fill())) throw this.#cutOff()
      const piece = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  /** All that comes. */
  async *rest(): AsyncGenerator<Uint8Array, undefined> {
    do {
      if (this.#rest.length > 0) yield this.#rest
    } while (await this.#fill())
  }

  /** False at the end of the stream. */
  async #fill(): Promise<boolean> {
    const { done, value } = await this.#source.next()
    this.#rest = done === true ? new Uint8Array(0) : value
    this.#begun ||= done !== true
    return done !== true
  }

  #cutOff(): HttpError {
    return this.#begun ? new HttpError('it hung up in the middle of an answer') : new NoAnswerError()
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
