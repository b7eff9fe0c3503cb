import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { TempDir } from '../../src/host/temp-dir.ts'
import { Home } from '../support/home.ts'

const root = join(import.meta.dirname, '../..')

/** The first block of this language in a document. */
async function block(document: string, language: string): Promise<string> {
  const text = await readFile(join(root, document), 'utf8')
  const found = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1]
  assert.ok(found, `${document} has no block of ${language}`)
  return found
}

test('the example of docs/sdk.md does what is written below it, in a package that depends on stroj', async () => {
  await using home = await Home.shared()
  await using dir = await TempDir.make('stroj-sdk')
  await mkdir(join(dir.path, 'node_modules'))
  await symlink(root, join(dir.path, 'node_modules/stroj'))
  await writeFile(join(dir.path, 'package.json'), '{"type":"module"}')
  await writeFile(join(dir.path, 'example.ts'), await block('docs/sdk.md', 'ts'))
  const { stdout } = await promisify(execFile)(process.execPath, ['example.ts'], {
    cwd: dir.path,
    env: { PATH: process.env['PATH'], HOME: home.path, STROJ_HOME: home.path, STROJ_AUTOMATIC_WARMING: 'off' },
    timeout: 600_000,
  })
  assert.equal(stdout, await block('docs/sdk.md', 'text'))
})
