import { type ByteReader, HttpError } from './byte-reader.ts'
import type { Head } from './read-head.ts'

/** The body of an answer, as its head says that it is packed (RFC 9112 section 6.3). Throws HttpError when it is cut off. */
export function readBody(reader: ByteReader, { status, headers }: Head): AsyncGenerator<Uint8Array, undefined> {
  if (status === 204 || status === 304) return reader.exactly(0)
  if (headers.has('transfer-encoding')) return chunks(reader, headers.get('transfer-encoding') ?? '')
  const length = headers.get('content-length')
  return length === undefined ? reader.rest() : reader.exactly(lengthOf(length, /^\d{1,15}$/, 10))
}

/** RFC 9112 section 7.1. What follows a size after a semicolon, and the trailers, say nothing to us. */
async function* chunks(reader: ByteReader, encoding: string): AsyncGenerator<Uint8Array, undefined> {
  if (encoding.toLowerCase() !== 'chunked') throw new HttpError(`the answer is packed as ${encoding}`)
  for (;;) {
    const size = lengthOf((await reader.line()).split(';', 1)[0]?.trim() ?? '', /^[0-9a-f]{1,12}$/i, 16)
    if (size === 0) break
    yield* reader.exactly(size)
    if ((await reader.line()) !== '') throw new HttpError('a chunk of the answer is longer than it says')
  }
  while ((await reader.line()) !== '') continue
}

function lengthOf(text: string, form: RegExp, radix: number): number {
  if (!form.test(text)) throw new HttpError('the answer does not say how long it is')
  return Number.parseInt(text, radix)
}
