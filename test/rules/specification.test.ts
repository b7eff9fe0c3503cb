import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'SPECIFICATION.md'), 'utf8')

type Named = { readonly file: string; readonly name: string }

function namedIn(document: string): readonly Named[] {
  return [...document.matchAll(/^- `(?<file>test\/\S+\.test\.ts)`: (?<name>.+)$/gm)].flatMap(({ groups }) =>
    groups?.['file'] === undefined || groups['name'] === undefined
      ? []
      : [{ file: groups['file'], name: groups['name'] }],
  )
}

/** Tests that a document names and that are nowhere. */
function missing(document: string): readonly Named[] {
  return namedIn(document).filter(({ file, name }) => {
    const path = join(root, file)
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(name)
  })
}

test('every test that holds a promise exists', () => {
  assert.ok(namedIn(text).length > 20)
  assert.deepEqual(missing(text), [])
  assert.equal(missing('- `test/rules/gone.test.ts`: a test that is nowhere').length, 1)
})

test('every promise has a test, or is said to be not held', () => {
  const promises = text.split(/^## /m).slice(1)
  assert.ok(promises.length > 10)
  const open = promises.filter((promise) => namedIn(promise).length === 0 && !promise.includes('Not held yet'))
  assert.deepEqual(open, [])
})
