import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** The two directions of a stream socket; a test makes one from two arrays. */
export type Duplex = {
  /** For one reader; ends when the other side hangs up, however it does so. */
  readonly input: AsyncIterable<Uint8Array>
  /** Resolves when the kernel has taken the bytes; rejects when the connection is gone. */
  write(bytes: Uint8Array | string): Promise<void>
  close(): void
}

/** Connects to a unix socket. Rejects with the system's error (ENOENT, ECONNREFUSED, EAGAIN) or the signal's reason. */
export async function connectUnix(path: string, signal: AbortSignal): Promise<Duplex> {
  const socket = connect({ path })
  try {
    await once(socket, 'connect', { signal })
  } catch (error) {
    socket.destroy()
    signal.throwIfAborted()
    throw error
  }
  return toDuplex(socket)
}

function toDuplex(socket: Socket): Duplex {
  // The reader sees the end and writers their own errors; this only keeps the event from being fatal.
  socket.on('error', () => {})
  return {
    input: received(socket),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()))
      }),
    close: () => void socket.destroy(),
  }
}

async function* received(socket: Socket): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of socket) yield chunk as Uint8Array
  } catch {
    // ECONNRESET and a close from our side are ends like any other.
  }
}
