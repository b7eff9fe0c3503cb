import { connectUnix, type Duplex } from '../host/unix-socket.ts'
import { answerTimeoutMs, type WireRequest } from '../sdk/wire.ts'
import { type Door, throughDoor, unreachable } from './door.ts'
import { ByteReader, HttpError } from './http/byte-reader.ts'
import { readBody } from './http/read-body.ts'
import { type Head, readHead } from './http/read-head.ts'
import { writeRequest } from './http/write-request.ts'

/** A request whose answer has begun. Disposing hangs up. */
export type Exchange = AsyncDisposable & {
  readonly head: { readonly status: number; readonly header: (name: string) => string | undefined }
  readonly body: AsyncIterable<Uint8Array>
  /** Turns what goes wrong on the connection into a fault, or into the reason of the signal. */
  guard<T>(act: () => Promise<T>): Promise<T>
}

/** Sends a request on a connection of its own. Throws `daemon.unreachable`, or the reason of the signal. */
export async function begin(door: Door, request: WireRequest, signal: AbortSignal): Promise<Exchange> {
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
