import { once } from 'node:events'
import type { WebSocket } from 'ws'

/** As RFC 6143, section 7.7, calls them; the length of a rectangle of either is known without drawing it. */
export const encodings = { raw: 0, zrle: 16 } as const

export type Seen = { readonly updates: number; readonly bytes: number; readonly milliseconds: number }

/** A viewer of RFB (RFC 6143) over a WebSocket that asks for the next update when it has the one before, and draws nothing. */
export class RfbViewer implements Disposable {
  readonly #socket: WebSocket
  #read: Buffer = Buffer.alloc(0)
  #chunks: Buffer[] = []
  #held = 0
  #total = 0
  #woken = Promise.withResolvers<void>()
  #width = 0
  #height = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      const chunk = data as Buffer
      this.#chunks.push(chunk)
      this.#held += chunk.length
      this.#total += chunk.length
      this.#woken.resolve()
    })
  }

  static async join(socket: WebSocket, encoding: keyof typeof encodings): Promise<RfbViewer> {
    const viewer = new RfbViewer(socket)
    if (socket.readyState !== socket.OPEN) await once(socket, 'open')
    await viewer.#greet(encodings[encoding])
    return viewer
  }

  get size(): string {
    return `${this.#width} x ${this.#height}`
  }

  /** What comes in this time. */
  async watch(milliseconds: number): Promise<Seen> {
    this.#ask(false)
    await this.#update()
    const [began, bytes] = [performance.now(), this.#total]
    let updates = 0
    while (performance.now() - began < milliseconds) {
      this.#ask(true)
      await this.#update()
      updates++
    }
    return { updates, bytes: this.#total - bytes, milliseconds: performance.now() - began }
  }

  [Symbol.dispose](): void {
    this.#socket.terminate()
  }

  async #greet(encoding: number): Promise<void> {
    await this.#take(12)
    this.#socket.send(Buffer.from('RFB 003.008\n'))
    const [types = 0] = await this.#take(1)
    await this.#take(types)
    // No authentication; the screen is shared.
    this.#socket.send(Buffer.from([1]))
    await this.#take(4)
    this.#socket.send(Buffer.from([1]))
    const init = await this.#take(24)
    this.#width = init.readUInt16BE(0)
    this.#height = init.readUInt16BE(2)
    await this.#take(init.readUInt32BE(20))
    this.#socket.send(Buffer.from([2, 0, 0, 1, 0, 0, 0, encoding]))
  }

  #ask(incremental: boolean): void {
    const request = Buffer.alloc(10)
    request.set([3, Number(incremental)])
    request.writeUInt16BE(this.#width, 6)
    request.writeUInt16BE(this.#height, 8)
    this.#socket.send(request)
  }

  /** Up to the end of one FramebufferUpdate. */
  async #update(): Promise<void> {
    for (;;) {
      const [kind] = await this.#take(1)
      if (kind === 0) break
      // Of what else a server may say only the bell comes without being asked for.
      if (kind !== 2) throw new Error(`the server says ${kind}`)
    }
    const rectangles = (await this.#take(3)).readUInt16BE(1)
    for (let index = 0; index < rectangles; index++) await this.#rectangle()
  }

  async #rectangle(): Promise<void> {
    const head = await this.#take(12)
    const [width, height, encoding] = [head.readUInt16BE(4), head.readUInt16BE(6), head.readInt32BE(8)]
    const isZrle = encoding === encodings.zrle
    await this.#take(isZrle ? (await this.#take(4)).readUInt32BE(0) : width * height * 4)
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#read.length + this.#held < length) {
      await this.#woken.promise
      this.#woken = Promise.withResolvers()
    }
    if (this.#read.length < length) {
      this.#read = Buffer.concat([this.#read, ...this.#chunks])
      this.#chunks = []
      this.#held = 0
    }
    const taken = this.#read.subarray(0, length)
    this.#read = this.#read.subarray(length)
    return taken
  }
}
