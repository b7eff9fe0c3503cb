import type { IncomingMessage } from 'node:http'

/** So much may wait to be taken before the sender has to wait. */
const mostWaiting = 4 << 20

/**
 * The body of an answer, from this moment on. Unlike the stream itself it gives everything that has come before a
 * connection broke, and only then fails: a download can go on from there.
 */
export class Body {
  readonly #message: IncomingMessage
  readonly #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #end: { readonly error: Error | undefined } | undefined
  #wake = Promise.withResolvers<void>()

  constructor(message: IncomingMessage) {
    this.#message = message
    message
      .on('data', (chunk: Uint8Array) => this.#take(chunk))
      .on('end', () => this.#finish(undefined))
      .on('error', (error) => this.#finish(error))
      .on('close', () => this.#finish(message.complete ? undefined : new Error('the answer was dropped')))
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#waiting.shift()
      if (chunk !== undefined) {
        this.#waitingBytes -= chunk.length
        if (this.#waitingBytes < mostWaiting / 2) this.#message.resume()
        yield chunk
      } else if (this.#end !== undefined) {
        if (this.#end.error) throw this.#end.error
        return
      } else {
        await this.#wake.promise
        this.#wake = Promise.withResolvers()
      }
    }
  }

  #take(chunk: Uint8Array): void {
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.length
    if (this.#waitingBytes > mostWaiting) this.#message.pause()
    this.#wake.resolve()
  }

  #finish(error: Error | undefined): void {
    this.#end ??= { error }
    this.#wake.resolve()
  }
}
