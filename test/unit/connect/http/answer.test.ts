import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { ByteReader } from '../../../../src/connect/http/byte-reader.ts'
import { readBody } from '../../../../src/connect/http/read-body.ts'
import { readHead } from '../../../../src/connect/http/read-head.ts'
import { collect } from '../../../support/collect.ts'
import { inPieces } from '../../../support/in-pieces.ts'

async function read(answer: string | Uint8Array, sizes?: readonly number[]) {
  const bytes = typeof answer === 'string' ? Buffer.from(answer, 'latin1') : answer
  const reader = new ByteReader(inPieces(bytes, sizes))
  const head = await readHead(reader)
  const body = Buffer.concat(await collect(readBody(reader, head))).toString('latin1')
  return { status: head.status, headers: Object.fromEntries(head.headers), body }
}

describe('an answer, a byte at a time', () => {
  const cases: readonly (readonly [what: string, answer: string, status: number, body: string])[] = [
    ['with its length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 200, 'hello'],
    ['of no length', 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n', 404, ''],
    ['until it hangs up', 'HTTP/1.0 200 OK\r\n\r\nall of it', 200, 'all of it'],
    [
      'in chunks',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n',
      200,
      'abc0123456789',
    ],
    [
      'with words after the size of a chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n1;x=y\r\na\r\n00\r\n\r\n',
      200,
      'a',
    ],
    [
      'with trailers',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx: y\r\nz: w\r\n\r\n',
      200,
      'a',
    ],
    [
      'with chunks that hold line ends',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n0\r\n\r\n',
      200,
      '\r\n\r\n',
    ],
    ['without content', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
    [
      'after another that says to go on',
      'HTTP/1.1 100 Continue\r\nx: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx',
      200,
      'x',
    ],
    ['without a reason', 'HTTP/1.1 200 \r\ncontent-length: 1\r\n\r\nx', 200, 'x'],
    ['without even its space', 'HTTP/1.1 200\r\ncontent-length: 1\r\n\r\nx', 200, 'x'],
    ['with bare line feeds', 'HTTP/1.1 200 OK\ncontent-length: 1\n\nx', 200, 'x'],
    ['with more than its length', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nxHTTP/1.1 500 NO', 200, 'x'],
    [
      'with chunks and a length, where the chunks count',
      'HTTP/1.1 200 OK\r\ncontent-length: 9\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      200,
      '',
    ],
  ]
  for (const [what, answer, status, body] of cases) {
    test(what, async () => {
      const found = await read(answer)
      assert.deepEqual({ status: found.status, body: found.body }, { status, body })
    })
  }

  test('headers are found whatever their letters, without the space around them, and joined', async () => {
    const { headers } = await read('HTTP/1.1 204 OK\r\nX-A:1\r\nx-a:  2\t\r\nEmpty:\r\nt: a:b\r\n\r\n')
    assert.deepEqual(headers, { 'x-a': '1, 2', empty: '', t: 'a:b' })
  })
})

describe('what is no answer is refused', () => {
  const cases: readonly (readonly [what: string, answer: string, says: RegExp])[] = [
    ['nothing', '', /hung up/],
    ['half a line', 'HTTP/1.1 2', /hung up/],
    ['half a head', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n', /hung up/],
    ['half a body', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhell', /hung up/],
    ['half a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhell', /hung up/],
    ['chunks without an end', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n', /hung up/],
    ['trailers without an end', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx: y\r\n', /hung up/],
    [
      'a chunk that is too long',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n',
      /longer than it says/,
    ],
    ['a chunk of no size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\r\n', /how long/],
    ['a chunk of less than nothing', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n', /how long/],
    ['a length in words', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n', /how long/],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', /how long/],
    ['another packing', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n', /packed as gzip/],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', /does not speak HTTP/],
    ['HTTP/2', 'HTTP/2 200\r\n\r\n', /does not speak HTTP/],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n', /no name/],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nhello\r\n\r\n', /no name/],
    ['a line without an end', `HTTP/1.1 200 ${'x'.repeat(70_000)}`, /too long/],
    ['headers without an end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(300)}`, /too many/],
  ]
  for (const [what, answer, says] of cases) {
    test(what, () => assert.rejects(read(answer, [1, 100, 1000]), { name: 'HttpError', message: says }))
  }
})

test('any body comes out the same, however it and the stream are cut', async () => {
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 })
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(pieces, sizes, fc.boolean(), async (chunks, cuts, chunked) => {
      const body = Buffer.concat(chunks)
      const packed = chunked
        ? [...chunks.flatMap((chunk) => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']), '0\r\n\r\n']
        : chunks
      const head = chunked ? 'transfer-encoding: chunked' : `content-length: ${body.length}`
      const answer = ['HTTP/1.1 200 OK\r\n', `${head}\r\n\r\n`, ...packed].map((part) => Buffer.from(part as string))
      const found = await read(Buffer.concat(answer), cuts)
      assert.equal(found.body, body.toString('latin1'))
    }),
  )
})
