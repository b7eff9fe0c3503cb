import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')

/** Each `file`: "sentence" of a document. */
function testsNamedIn(document: string): readonly { readonly file: string; readonly sentence: string }[] {
  const text = readFileSync(join(root, document), 'utf8')
  return [...text.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = '', sentence = '']) => ({
    file,
    sentence,
  }))
}

for (const document of ['docs/design/crash.md', 'TRACK-RECORD.md']) {
  test(`the tests that ${document} names are there`, () => {
    const named = testsNamedIn(document)
    assert.ok(named.length > 3)
    const missing = named.filter(({ file, sentence }) => {
      const path = join(root, file)
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(sentence)
    })
    assert.deepEqual(missing, [])
  })
}
