import { connectUnix, type Duplex } from '../../../host/unix-socket.ts'

const connectMs = 5000

/**
 * The way into one console line. QEMU takes one client, so all viewers share a connection, which is there while anyone
 * views. What comes out of it is dropped, since the log has it; were it not read, the guest would stand still.
 */
export class ConsoleInput {
  readonly #path: string
  #socket: Promise<Duplex> | undefined
  #viewers = 0

  constructor(path: string) {
    this.#path = path
  }

  /** Rejects when the line does not exist. Whoever joins leaves again. */
  async join(): Promise<void> {
    await this.#connected()
    this.#viewers++
  }

  leave(): void {
    if (--this.#viewers === 0) this.close()
  }

  async write(bytes: Uint8Array): Promise<void> {
    await (await this.#connected()).write(bytes)
  }

  close(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.then((open) => open.close()).catch(() => {})
  }

  #connected(): Promise<Duplex> {
    this.#socket ??= this.#connect()
    return this.#socket
  }

  async #connect(): Promise<Duplex> {
    try {
      const socket = await connectUnix(this.#path, AbortSignal.timeout(connectMs))
      void this.#drain(socket)
      return socket
    } catch (error) {
      this.#socket = undefined
      throw error
    }
  }

  async #drain(socket: Duplex): Promise<void> {
    for await (const _piece of socket.input);
    if ((await this.#socket?.catch(() => undefined)) === socket) this.#socket = undefined
  }
}
