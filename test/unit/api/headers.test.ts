import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { etag, expectedRevision, idempotencyKey, waitSeconds } from '../../../src/api/headers.ts'

describe('If-Match', () => {
  test('takes the ETag of an answer', () => assert.equal(expectedRevision(etag(12)), 12))
  test('is not needed', () => assert.equal(expectedRevision(undefined), undefined))
  test('may be a star, which says nothing', () => assert.equal(expectedRevision(' * '), undefined))
  for (const text of ['12', 'W/"12"', '"a"', '"1", "2"', '""', '"-1"']) {
    test(`refuses ${text}`, () => assert.throws(() => expectedRevision(text), { code: 'request.malformed' }))
  }
})

describe('Prefer: wait', () => {
  const cases: readonly (readonly [string | undefined, number])[] = [
    [undefined, 0],
    ['wait=10', 10],
    ['respond-async, wait=10', 10],
    ['WAIT = "7"', 7],
    ['wait=5; foo=bar', 5],
    ['wait=1, wait=2', 1],
    ['wait=99999', 600],
    ['wait=-1', 0],
    ['wait=soon', 0],
    ['handling=lenient', 0],
  ]
  for (const [text, seconds] of cases) test(`${text} are ${seconds} s`, () => assert.equal(waitSeconds(text), seconds))
})

describe('Idempotency-Key', () => {
  test('is any visible text', () => assert.equal(idempotencyKey('"8e03978e-40d5"'), '"8e03978e-40d5"'))
  for (const text of ['', 'a b', 'é', 'x'.repeat(256)]) {
    test(`refuses ${JSON.stringify(text.slice(0, 5))} (${text.length})`, () => {
      assert.throws(() => idempotencyKey(text), { code: 'request.malformed' })
    })
  }
})
