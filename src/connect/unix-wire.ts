import { connectUnix, type Duplex } from '../host/unix-socket.ts'
import { answerTimeoutMs, type Wire, type WireRequest } from '../sdk/wire.ts'
import { type Door, throughDoor, unreachable } from './door.ts'
import { ByteReader, HttpError } from './http/byte-reader.ts'
import { readBody } from './http/read-body.ts'
import { type Head, readHead } from './http/read-head.ts'
import { writeRequest } from './http/write-request.ts'

/** Longest whole answer, in bytes: two streams of exec, 16 MiB each, in base64. */
const longestAnswer = 64 * 2 ** 20

/** A wire over the unix socket of a daemon: one connection for each request, and no HTTP library to load. */
export function unixWire(door: Door): Wire {
  return {
    request: async (request, signal) => {
      await using exchange = await begin(door, request, signal)
      const text = await exchange.guard(() => readWhole(exchange.body))
      return { ...exchange.head, text }
    },
    stream: async (request, signal) => {
      const exchange = await begin(door, request, signal)
      return { ...exchange.head, body: handedOn(exchange) }
    },
    socket: async (path, signal) => {
      // Most commands open no WebSocket, and its library takes longer to load than they run.
      const { openUnixWebSocket } = await import('./unix-web-socket.ts')
      return throughDoor(door, signal, () => openUnixWebSocket(door, path, signal))
    },
  }
}

type Exchange = AsyncDisposable & {
  readonly head: { readonly status: number; readonly header: (name: string) => string | undefined }
  readonly body: AsyncIterable<Uint8Array>
  /** Turns what goes wrong on the connection into a fault, or into the reason of the signal. */
  guard<T>(act: () => Promise<T>): Promise<T>
}

async function begin(door: Door, request: WireRequest, signal: AbortSignal): Promise<Exchange> {
  signal.throwIfAborted()
  const bytes = writeRequest(request)
  const connection = await throughDoor(door, signal, () => connectUnix(door.socket, signal))
  const hangUp = () => connection.close()
  signal.addEventListener('abort', hangUp, { once: true })
  const close = () => {
    signal.removeEventListener('abort', hangUp)
    hangUp()
  }
  const guard = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      const result = await act()
      // A connection that we have closed ourselves looks as if it had come to its end.
      signal.throwIfAborted()
      return result
    } catch (error) {
      close()
      throw unreachable(door, error, signal)
    }
  }
  const reader = new ByteReader(connection.input)
  const head = await guard(() => ask(connection, reader, bytes, request.timeoutMs ?? answerTimeoutMs))
  return {
    head: { status: head.status, header: (name) => head.headers.get(name.toLowerCase()) },
    body: readBody(reader, head),
    guard,
    [Symbol.asyncDispose]: async () => close(),
  }
}

/** Sends and reads the head of the answer. A daemon may refuse a long request before it has read all of it. */
async function ask(connection: Duplex, reader: ByteReader, bytes: Uint8Array, timeoutMs: number): Promise<Head> {
  let tooLate = false
  const timer = setTimeout(() => {
    tooLate = true
    connection.close()
  }, timeoutMs)
  try {
    const [head] = await Promise.all([readHead(reader), connection.write(bytes).catch(() => undefined)])
    return head
  } catch (error) {
    throw tooLate ? new HttpError(`it did not answer within ${timeoutMs / 1000} seconds`) : error
  } finally {
    clearTimeout(timer)
  }
}

async function readWhole(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > longestAnswer) throw new HttpError('the answer is too long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

async function* handedOn(exchange: Exchange): AsyncGenerator<Uint8Array, undefined> {
  await using _exchange = exchange
  const chunks = exchange.body[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await exchange.guard(() => chunks.next())
    if (done === true) return
    yield value
  }
}
