import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unreachable } from '../../../src/kit/unreachable.ts'
import { approve, refuse, settle } from '../../../src/kit/verdict.ts'

test('settling an approved plan gives the plan', () => assert.equal(settle(approve(42)), 42))

test('settling a refusal throws it', () => {
  const refusal = new Error('no')
  assert.throws(() => settle(refuse(refusal)), refusal)
})

test('a case that nobody thought of says which it was', () => {
  assert.throws(() => unreachable({ kind: 'new' } as never), /unhandled case: {"kind":"new"}/)
})
