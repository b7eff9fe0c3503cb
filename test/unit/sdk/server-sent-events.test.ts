import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { readEvents } from '../../../src/sdk/server-sent-events.ts'
import { collect } from '../../support/collect.ts'
import { inPieces } from '../../support/in-pieces.ts'

const read = (text: string, sizes: readonly number[] = [1]) =>
  collect(readEvents(inPieces(new TextEncoder().encode(text), sizes)))

describe('an event stream, a byte at a time', () => {
  const cases: readonly (readonly [what: string, stream: string, events: readonly object[]])[] = [
    ['one event', 'event: a\ndata: 1\nid: 7\n\n', [{ event: 'a', data: '1', id: '7' }]],
    ['the name that it has without one', 'data: 1\n\n', [{ event: 'message', data: '1', id: '' }]],
    ['several lines of data', 'data: a\ndata:\ndata: b\n\n', [{ event: 'message', data: 'a\n\nb', id: '' }]],
    ['only the first space is dropped', 'data:  a \n\n', [{ event: 'message', data: ' a ', id: '' }]],
    ['a colon in the data', 'data: {"a":1}\n\n', [{ event: 'message', data: '{"a":1}', id: '' }]],
    ['comments', ':\n\n: beat\n\ndata: a\n: in between\n\n', [{ event: 'message', data: 'a', id: '' }]],
    [
      'line ends of every kind',
      'data: a\r\n\r\ndata: b\r\rdata: c\n\n',
      [
        { event: 'message', data: 'a', id: '' },
        { event: 'message', data: 'b', id: '' },
        { event: 'message', data: 'c', id: '' },
      ],
    ],
    [
      'an id that stays',
      'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n',
      [
        { event: 'message', data: 'a', id: '1' },
        { event: 'message', data: 'b', id: '1' },
        { event: 'message', data: 'c', id: '' },
      ],
    ],
    ['an id with NUL is none', 'id: 1\0\ndata: a\n\n', [{ event: 'message', data: 'a', id: '' }]],
    ['an event without data is none', 'event: a\nid: 3\n\n', []],
    ['an event that was cut off', 'data: a\n\ndata: b\n', [{ event: 'message', data: 'a', id: '' }]],
    ['unknown fields', 'retry: 10\nfoo: bar\nbar\ndata: a\n\n', [{ event: 'message', data: 'a', id: '' }]],
    ['a byte order mark', '\ufeffdata: a\n\n', [{ event: 'message', data: 'a', id: '' }]],
    ['letters of several bytes', 'data: žaba 🐸\n\n', [{ event: 'message', data: 'žaba 🐸', id: '' }]],
    ['nothing', '', []],
  ]
  for (const [what, stream, events] of cases) {
    test(what, async () => assert.deepEqual(await read(stream), events))
  }

  test('reads the same however the bytes are packed', async () => {
    const line = fc.constantFrom('data: x', 'data', 'event: e', 'id: 1', ':c', '', 'ž: ', 'data: ž\u2028')
    const end = fc.constantFrom('\n', '\r\n', '\r')
    const stream = fc.array(fc.tuple(line, end)).map((lines) => lines.flat().join(''))
    await fc.assert(
      fc.asyncProperty(stream, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (text, sizes) => {
        assert.deepEqual(await read(text, sizes), await read(text, [text.length * 4 + 1]))
      }),
    )
  })

  test('gives up on a line without an end', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(1 << 20).fill(97)
    }
    await assert.rejects(collect(readEvents(endless())), /longer than/)
  })

  test('gives up on an event without an end', async () => {
    const lines = new TextEncoder().encode(`data: ${'a'.repeat(1 << 20)}\n`)
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield lines
    }
    await assert.rejects(collect(readEvents(endless())), /longer than/)
  })
})
