import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { writeRequest } from '../../../../src/connect/http/write-request.ts'

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('a request', () => {
  test('is three lines when there is nothing to send', () => {
    const bytes = writeRequest({ method: 'GET', path: '/v1/host?x=%20' })
    assert.equal(text(bytes), 'GET /v1/host?x=%20 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
  })

  test('has its body as JSON, with its length in bytes', () => {
    const bytes = writeRequest({ method: 'POST', path: '/x', body: { name: 'ž' }, headers: { prefer: 'wait=1' } })
    assert.equal(
      text(bytes),
      [
        'POST /x HTTP/1.1',
        'host: localhost',
        'connection: close',
        'prefer: wait=1',
        'content-type: application/json',
        'content-length: 13',
        '',
        '{"name":"ž"}',
      ].join('\r\n'),
    )
  })

  for (const [what, request] of [
    ['a line end in the path', { method: 'GET', path: '/x\r\nhost: evil' }],
    ['a space in the path', { method: 'GET', path: '/x HTTP/1.0' }],
    ['a letter that is not ASCII in the path', { method: 'GET', path: '/ž' }],
    ['a line end in a header', { method: 'GET', path: '/x', headers: { 'idempotency-key': 'a\nb: c' } }],
    ['NUL in a header', { method: 'GET', path: '/x', headers: { a: '\0' } }],
  ] as const) {
    test(`cannot be smuggled in by ${what}`, () => assert.throws(() => writeRequest(request), TypeError))
  }
})
