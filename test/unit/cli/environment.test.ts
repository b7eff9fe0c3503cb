import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment } from '../../../src/cli/environment.ts'

test('colours follow NO_COLOR, then FORCE_COLOR, then CLICOLOR and a dumb terminal', () => {
  const color = (all: Record<string, string>) => readEnvironment(all).color
  assert.equal(color({}), undefined)
  assert.equal(color({ NO_COLOR: '1', FORCE_COLOR: '1' }), 'never')
  assert.equal(color({ NO_COLOR: '' }), undefined)
  assert.equal(color({ FORCE_COLOR: '1', TERM: 'dumb' }), 'always')
  assert.equal(color({ FORCE_COLOR: '0' }), 'never')
  assert.equal(color({ CLICOLOR: '0' }), 'never')
  assert.equal(color({ TERM: 'dumb' }), 'never')
})

test('each STROJ_ variable stands for an option, and a wrong one is named', () => {
  const read = readEnvironment({ STROJ_FORMAT: 'json', STROJ_QUIET: '1', STROJ_TIMEOUT: '5m', COLUMNS: '100' })
  assert.deepEqual(
    [read.format, read.quiet, read.noInput, read.timeoutMs, read.columns],
    ['json', true, false, 300_000, 100],
  )
  assert.throws(() => readEnvironment({ STROJ_FORMAT: 'jsom' }), /STROJ_FORMAT cannot be "jsom"\. Did you mean "json"/)
  assert.throws(() => readEnvironment({ STROJ_TIMEOUT: 'soon' }), /STROJ_TIMEOUT is a time/)
})
