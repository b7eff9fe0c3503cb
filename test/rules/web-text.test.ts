import assert from 'node:assert/strict'
import { mkdtempDisposableSync } from 'node:fs'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { lookAtWebText } from './web-text.ts'

test('the web app says nothing that is not in its catalogue', () => {
  const { files, findings } = lookAtWebText(join(import.meta.dirname, '../..'))
  assert.ok(files > 50, `the check saw only ${files} files`)
  assert.deepEqual(findings, [])
})

test('words between tags, in braces and in attributes are all found', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'stroj-text-'))
  mkdirSync(join(folder.path, 'src/web'), { recursive: true })
  const page = `export const Page = () => (
  <p title="One">
    Two {'Three'} {four} <b className="five">6</b>
  </p>
)
`
  writeFileSync(join(folder.path, 'src/web/page.tsx'), page)
  assert.deepEqual(lookAtWebText(folder.path).findings.toSorted(), [
    'src/web/page.tsx:2: One',
    'src/web/page.tsx:2: Two',
    'src/web/page.tsx:3: Three',
  ])
})
