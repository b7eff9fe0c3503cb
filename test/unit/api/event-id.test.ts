import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventId, sequenceFrom } from '../../../src/api/event-id.ts'

test('a reader goes on after the event that it has seen', () => {
  assert.equal(sequenceFrom(eventId('abc', 7), 'abc'), 7)
})

test('a reader without an id begins now', () => assert.equal(sequenceFrom(undefined, 'abc'), undefined))

test('an id of an earlier daemon is ahead of all events, so that the reader is told to resync', () => {
  assert.equal(sequenceFrom(eventId('old', 7), 'abc'), Number.MAX_SAFE_INTEGER)
  assert.equal(sequenceFrom('nonsense', 'abc'), Number.MAX_SAFE_INTEGER)
})
