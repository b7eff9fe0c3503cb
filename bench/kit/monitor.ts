import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

type Message = {
  readonly return?: unknown
  readonly error?: { readonly desc: string }
  readonly event?: string
  readonly timestamp?: { readonly seconds: number; readonly microseconds: number }
}

/** A QMP monitor, spoken to by hand. */
export class RawMonitor implements Disposable {
  readonly #socket: Socket
  #messages: Message[] = []
  #woken = Promise.withResolvers<void>()

  private constructor(socket: Socket) {
    this.#socket = socket
    createInterface({ input: socket }).on('line', (line) => {
      this.#messages.push(JSON.parse(line) as Message)
      this.#woken.resolve()
    })
  }

  static async open(path: string): Promise<RawMonitor> {
    const socket = connect(path)
    await once(socket, 'connect')
    const monitor = new RawMonitor(socket)
    await monitor.call('qmp_capabilities')
    return monitor
  }

  async call(execute: string, args: object = {}): Promise<unknown> {
    this.#socket.write(JSON.stringify({ execute, arguments: args }))
    const answer = await this.#next((message) => 'return' in message || 'error' in message)
    if (answer.error) throw new Error(`${execute}: ${answer.error.desc}`)
    return answer.return
  }

  /** When QEMU says that it happened, in milliseconds; waits for it. */
  async when(event: string): Promise<number> {
    const { timestamp } = await this.#next((message) => message.event === event)
    return (timestamp?.seconds ?? 0) * 1000 + (timestamp?.microseconds ?? 0) / 1000
  }

  /** Forgets what has happened so far. */
  forget(): void {
    this.#messages = []
  }

  async #next(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.#messages.findIndex(isWanted)
      const [found] = index === -1 ? [] : this.#messages.splice(index, 1)
      if (found) return found
      await this.#woken.promise
      this.#woken = Promise.withResolvers<void>()
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }
}
