import type { Wire } from '../sdk/wire.ts'
import { type Door, throughDoor } from './door.ts'
import { begin, type Exchange } from './exchange.ts'
import { HttpError } from './http/byte-reader.ts'
import { repeatedly } from './repeat.ts'

/** Longest whole answer, in bytes: two streams of exec, 16 MiB each, in base64. */
const longestAnswer = 64 * 2 ** 20

/** A wire over the unix socket of a daemon: one connection for each request, and no HTTP library to load. */
export function unixWire(door: Door): Wire {
  return {
    request: async (request, signal) => {
      await using exchange = await repeatedly(request, signal, () => begin(door, request, signal))
      const text = await exchange.guard(() => readWhole(exchange.body))
      return { ...exchange.head, text }
    },
    stream: async (request, signal) => {
      const exchange = await repeatedly(request, signal, () => begin(door, request, signal))
      return { ...exchange.head, body: handedOn(exchange) }
    },
    socket: async (path, signal) => {
      // Most commands open no WebSocket, and its library takes longer to load than they run.
      const { openUnixWebSocket } = await import('./unix-web-socket.ts')
      return repeatedly({ method: 'GET', path }, signal, () =>
        throughDoor(door, signal, () => openUnixWebSocket(door, path, signal)),
      )
    },
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
