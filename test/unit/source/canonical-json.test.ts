import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { canonicalJson } from '../../../src/source/canonical-json.ts'

test('keys are sorted in every depth, and lists keep their order', () => {
  assert.equal(canonicalJson({ b: [{ d: 1, c: 2 }], a: 'x' }), '{"a":"x","b":[{"c":2,"d":1}]}')
})

test('equal values give equal texts, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const turned = Object.fromEntries(Object.entries(record).toReversed())
      assert.equal(canonicalJson(turned), canonicalJson(record))
      const copy: unknown = JSON.parse(canonicalJson(record))
      assert.equal(canonicalJson(copy), canonicalJson(record))
    }),
  )
})
