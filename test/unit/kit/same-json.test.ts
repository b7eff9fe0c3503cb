import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSameJson } from '../../../src/kit/same-json.ts'

/** The same value with its keys the other way round. */
function turned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(turned)
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  )
}

test('the order of keys makes no difference, that of a list does', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => isSameJson(value, turned(value))))
  assert.equal(isSameJson([1, 2], [2, 1]), false)
  assert.equal(isSameJson({ a: 1 }, { a: 1, b: undefined }), true)
  assert.equal(isSameJson({ a: { b: 1 } }, { a: { b: 2 } }), false)
})
