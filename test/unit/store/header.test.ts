import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseHeader } from '../../../src/store/header.ts'

test('the header of a database tells whose it is and which schema it has', () => {
  const bytes = new Uint8Array(100)
  bytes.set(new TextEncoder().encode('SQLite format 3\0'))
  const view = new DataView(bytes.buffer)
  view.setUint32(60, 7)
  view.setUint32(68, 0x73_74_72_6a)
  assert.deepEqual(parseHeader(bytes), { schema: 7, applicationId: 0x73_74_72_6a })
  assert.equal(parseHeader(bytes.subarray(0, 99)), undefined)
})

test('no bytes make the reader of headers throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => void parseHeader(bytes)))
})
