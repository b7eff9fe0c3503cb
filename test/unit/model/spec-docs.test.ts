import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { formatSpecIssues } from '../../../src/model/spec-report.ts'
import { parseSpecFile } from '../../../src/model/spec-file.ts'
import { fileSchema, specSchema } from '../../../tools/schema/file-schema.ts'
import { keyTable } from '../../../tools/schema/key-table.ts'

const docs = new URL('../../../docs/', import.meta.url)
const page = readFileSync(new URL('spec.md', docs), 'utf8')

test('the schema for editors is the one that the daemon checks with', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('schema/stroj.schema.json', docs), 'utf8'))
  assert.deepEqual(committed, fileSchema(), 'run `npm run generate`')
})

test('the page about specs has the table of the keys there are', () => {
  assert.ok(page.includes(`\n${keyTable(specSchema())}\n`), 'run `npm run generate`')
})

test('every key is explained', () => {
  const unexplained = keyTable(specSchema())
    .split('\n')
    .filter((row) => row.endsWith('|  |'))
  assert.deepEqual(unexplained, [])
})

const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text]) => text ?? '')

test('the page about specs has examples', () => {
  assert.ok(examples.length > 10)
})

for (const [index, text] of examples.entries()) {
  test(`example ${index + 1} of the page about specs is valid: ${text.split('\n')[0]}`, () => {
    const parsed = parseSpecFile(text)
    if (parsed.kind === 'invalid') assert.fail(formatSpecIssues('docs/spec.md', parsed.issues, text))
  })
}

test('the page shows a mistake as it is really shown', () => {
  const text = 'image: debian:12\ncpus: 2\nmemry: 2GiB\n'
  const parsed = parseSpecFile(text)
  assert.ok(parsed.kind === 'invalid')
  assert.ok(page.includes(formatSpecIssues('web.yaml', parsed.issues, text)))
})
