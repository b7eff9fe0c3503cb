import { Feed } from '../kit/feed.ts'
import { Fault } from '../model/fault.ts'
import { closeFault } from './close-fault.ts'
import type { WireSocket } from './wire.ts'

/** As the daemon calls it, see docs/api.md. */
const consoleProtocol = 'stroj.console.v1'

/** How many messages may wait for the reader. A browser cannot hold up the sender, so more ends the connection. */
const mostWaiting = 4096
/** More than this waits to be sent: the writer is held up. In bytes. */
const mostUnsent = 2 ** 20

/** A WebSocket of the platform. A secret goes as a second protocol name, since a browser sends no headers of its own here. */
export async function openWebSocket(url: string, secret: string | undefined, signal: AbortSignal): Promise<WireSocket> {
  signal.throwIfAborted()
  const protocols = [consoleProtocol, ...(secret === undefined ? [] : [secret])]
  const socket = new WebSocket(url, protocols)
  socket.binaryType = 'arraybuffer'
  const received = new Feed<Uint8Array>(mostWaiting)
  socket.addEventListener('message', (event) => {
    const data: unknown = event.data
    if (data instanceof ArrayBuffer && !received.push(new Uint8Array(data))) socket.close()
  })
  const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve, { once: true }))
  const hangUp = () => socket.close()
  signal.addEventListener('abort', hangUp, { once: true })
  void closed.then(() => {
    signal.removeEventListener('abort', hangUp)
    received.end()
  })
  await opened(socket, closed, signal)
  return { received: untilGoodbye(received, closed, hangUp), send: (message) => send(socket, message), close: hangUp }
}

async function opened(socket: WebSocket, closed: Promise<CloseEvent>, signal: AbortSignal): Promise<void> {
  const open = new Promise<'open'>((resolve) => {
    socket.addEventListener('open', () => resolve('open'), { once: true })
  })
  if ((await Promise.race([open, closed])) === 'open') return
  signal.throwIfAborted()
  // A browser tells a page nothing about a refused WebSocket.
  throw new Fault('daemon.unreachable', { socket: socket.url, reason: 'the WebSocket was refused' })
}

async function* untilGoodbye(
  received: AsyncIterable<Uint8Array>,
  closed: Promise<CloseEvent>,
  hangUp: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    yield* received
    const { code, reason } = await closed
    const fault = closeFault(code, reason)
    if (fault) throw fault
  } finally {
    hangUp()
  }
}

/** There is no event for "sent": it is looked at again after a moment. */
const lookAgainMs = 10

async function send(socket: WebSocket, message: Uint8Array | string): Promise<void> {
  if (socket.readyState !== socket.OPEN) {
    throw closeFault(1006, '') ?? new Error('the WebSocket is closed')
  }
  socket.send(typeof message === 'string' ? message : new Uint8Array(message))
  while (socket.bufferedAmount > mostUnsent && socket.readyState === socket.OPEN) {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, lookAgainMs)
    })
  }
}
