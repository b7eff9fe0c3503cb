import type { Duplex } from '../../../host/unix-socket.ts'
import { unlessAborted } from '../../../kit/within.ts'
import { LineBuffer } from '../qmp/capped-lines.ts'

/** The agent's socket has ended. */
export class ChannelEnded extends Error {}

/**
 * The bytes of a guest agent, read only when somebody waits for them: a guest that talks without being asked is
 * stopped by its own full pipe, and costs us nothing.
 */
export class AgentChannel implements Disposable {
  readonly #socket: Duplex
  readonly #input: AsyncIterator<Uint8Array>
  /** Left by a reader that gave up; the next one takes it over. */
  #coming: Promise<IteratorResult<Uint8Array>> | undefined
  #rest: Uint8Array = new Uint8Array()
  #closed = false

  constructor(socket: Duplex) {
    this.#socket = socket
    this.#input = socket.input[Symbol.asyncIterator]()
  }

  get closed(): boolean {
    return this.#closed
  }

  /** What could not be written before the abort would come in the middle of the next command, so the channel is closed. */
  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    try {
      await unlessAborted(this.#socket.write(bytes), signal)
    } catch {
      this[Symbol.dispose]()
      signal.throwIfAborted()
      throw new ChannelEnded()
    }
  }

  /** Drops everything up to and with the next byte 0xFF, which no UTF-8 text holds. */
  async skipToMark(signal: AbortSignal): Promise<void> {
    for (;;) {
      const bytes = await this.#take(signal)
      const mark = bytes.indexOf(0xff)
      if (mark === -1) continue
      this.#rest = bytes.subarray(mark + 1)
      return
    }
  }

  /** Throws LineTooLong as soon as the line is; what is left of it must then be skipped. */
  async readLine(maxBytes: number, signal: AbortSignal): Promise<string> {
    const line = new LineBuffer(maxBytes)
    for (;;) {
      const bytes = await this.#take(signal)
      const end = bytes.indexOf(10)
      if (end !== -1) this.#rest = bytes.subarray(end + 1)
      line.append(end === -1 ? bytes : bytes.subarray(0, end))
      if (end !== -1) return line.take()
    }
  }

  [Symbol.dispose](): void {
    this.#closed = true
    this.#socket.close()
  }

  async #take(signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted()
    if (this.#rest.length > 0) {
      const rest = this.#rest
      this.#rest = new Uint8Array()
      return rest
    }
    this.#coming ??= this.#input.next()
    const { done, value } = await unlessAborted(this.#coming, signal)
    this.#coming = undefined
    if (done === true) throw new ChannelEnded()
    return value
  }
}
