import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { fromBase64, toBase64 } from '../../../src/sdk/base64.ts'

test('any bytes come back as they were, as Node writes them too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))
      assert.deepEqual(fromBase64(toBase64(bytes)), new Uint8Array(bytes))
    }),
  )
})

test('megabytes too', () => {
  const bytes = new Uint8Array(3_000_001).map((_, index) => index * 7)
  assert.ok(Buffer.from(fromBase64(toBase64(bytes))).equals(bytes))
})
