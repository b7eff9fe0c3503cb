import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

/** What a program has loaded after importing these files. */
function loadedBy(...files: readonly string[]): readonly string[] {
  const imports = files.map((file) => `await import(${JSON.stringify(new URL(`../../../${file}`, import.meta.url))})`)
  const list =
    'import { registerHooks } from "node:module"; const seen = []; registerHooks({ resolve(s, c, next) { const r = next(s, c); seen.push(r.url); return r } })'
  const script = `${list}; ${imports.join(';')}; console.log(JSON.stringify(seen))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  assert.equal(stderr, '')
  return JSON.parse(stdout) as string[]
}

test('the SDK loads no library and nothing of Node, so that a browser can have it', () => {
  const outside = loadedBy('src/sdk/client.ts').filter((url) => url.startsWith('node:') || url.includes('node_modules'))
  assert.deepEqual(outside, [])
})

test('the way to a running daemon loads no library, and of Node only its sockets', () => {
  const outside = loadedBy('src/connect/connect-or-start.ts', 'src/sdk/instance.ts').filter(
    (url) => url.startsWith('node:') || url.includes('node_modules'),
  )
  assert.deepEqual(
    outside.filter((url) => /zod|fastify|ws\/|child_process|node:http|node:fs/.test(url)),
    [],
  )
})
