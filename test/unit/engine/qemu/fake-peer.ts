import type { Duplex } from '../../../../src/host/unix-socket.ts'

/** The other end of a socket, in memory: what was written to it, and what it says. */
export class FakePeer {
  readonly written: string[] = []
  /** Called with each line that the client writes. */
  answer: (line: string) => void = () => {}
  readonly #chunks: Uint8Array[] = []
  #wake: (() => void) | undefined
  #closed = false

  say(text: string): void {
    this.sayBytes(new TextEncoder().encode(text))
  }

  sayBytes(bytes: Uint8Array): void {
    this.#chunks.push(bytes)
    this.#wake?.()
  }

  sayJson(value: unknown): void {
    this.say(`${JSON.stringify(value)}\r\n`)
  }

  hangUp(): void {
    this.#closed = true
    this.#wake?.()
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The client's end. */
  get socket(): Duplex {
    return {
      input: this.#input(),
      write: async (bytes) => {
        const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')
        if (this.#closed) throw new Error('EPIPE')
        this.written.push(text)
        for (const line of text.split('\n')) if (line !== '') this.answer(line)
      },
      close: () => this.hangUp(),
    }
  }

  async *#input(): AsyncGenerator<Uint8Array> {
    while (this.#chunks.length > 0 || !this.#closed) {
      const chunk = this.#chunks.shift()
      if (chunk) yield chunk
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
