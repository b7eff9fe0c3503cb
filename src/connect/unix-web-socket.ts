import { WebSocket } from 'ws'
import { rawUnixSocket } from '../host/raw-unix-socket.ts'
import { Feed } from '../kit/feed.ts'
import { closeFault } from '../sdk/close-fault.ts'
import { toRemoteFault } from '../sdk/remote-fault.ts'
import type { WireSocket } from '../sdk/wire.ts'
import type { Door } from './door.ts'

const protocol = 'stroj.console.v1'
/** So many messages wait for the reader before the daemon is held up. */
const mostWaiting = 16
/** Patience with a daemon that does not answer, in milliseconds. */
const handshakeTimeoutMs = 30_000

type Closed = Promise<{ readonly code: number; readonly reason: string }>

/** Opens a WebSocket on the socket of the daemon. Rejects with its refusal as a RemoteFault, or with the system's error. */
export async function openUnixWebSocket(
  { socket: path }: Door,
  address: string,
  signal: AbortSignal,
): Promise<WireSocket> {
  signal.throwIfAborted()
  const socket = new WebSocket(`ws://localhost${address}`, protocol, {
    createConnection: () => rawUnixSocket(path),
    perMessageDeflate: false,
    handshakeTimeout: handshakeTimeoutMs,
  })
  const { promise: closed, resolve } = Promise.withResolvers<Awaited<Closed>>()
  socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  const hangUp = () => socket.terminate()
  signal.addEventListener('abort', hangUp, { once: true })
  void closed.then(() => signal.removeEventListener('abort', hangUp))

  const received = receive(socket, closed, signal)
  await opened(socket, signal)
  return { received, send: (message) => send(socket, message), close: () => socket.close() }
}

async function opened(socket: WebSocket, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  socket.once('open', () => resolve(undefined))
  socket.on('error', reject)
  socket.once('unexpected-response', (_request, response) => {
    const parts: Uint8Array[] = []
    response.on('data', (part: Uint8Array) => parts.push(part))
    response.once('close', () => {
      socket.terminate()
      reject(toRemoteFault(response.statusCode ?? 0, Buffer.concat(parts).toString()))
    })
  })
  await promise.catch((error: unknown) => {
    signal.throwIfAborted()
    throw error
  })
}

/** Listens at once, so that nothing is lost before somebody reads. */
function receive(socket: WebSocket, closed: Closed, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const feed = new Feed<Uint8Array>(Number.POSITIVE_INFINITY)
  let waiting = 0
  socket.on('message', (message) => {
    waiting += 1
    feed.push(message as Buffer)
    if (waiting >= mostWaiting) socket.pause()
  })
  void closed.then(() => feed.end())
  const read = () => {
    waiting -= 1
    if (waiting < mostWaiting) socket.resume()
  }
  return untilGoodbye(socket, feed, read, closed, signal)
}

async function* untilGoodbye(
  socket: WebSocket,
  feed: AsyncIterable<Uint8Array>,
  read: () => void,
  closed: Closed,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    for await (const message of feed) {
      read()
      yield message
    }
    const { code, reason } = await closed
    signal.throwIfAborted()
    const fault = closeFault(code, reason)
    if (fault) throw fault
  } finally {
    socket.close()
  }
}

/** Resolves when the kernel has taken the message. */
function send(socket: WebSocket, message: Uint8Array | string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(message, (error) => {
      if (error) reject(closeFault(1006, '') ?? error)
      else resolve()
    })
  })
}
