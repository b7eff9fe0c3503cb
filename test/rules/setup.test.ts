import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { emulators } from '../../src/model/architecture.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Packages that every Debian has (priority required, or apt itself). */
const everywhere: ReadonlySet<string> = new Set(['apt', 'dpkg', 'util-linux'])
/** Whoever lacks it cannot have it installed by us. */
const notOurs: ReadonlySet<string> = new Set(['sudo'])

test('the set-up installs every package that a missing program is blamed on', () => {
  const installed = new Set([...read('tools/setup/needs.sh').matchAll(/^\S+ ([a-z0-9-]+)$/gm)].map(([, name]) => name))
  const files = globSync('src/**/*.ts', { cwd: root, exclude: ['src/model/**'] })
  const blamed = files
    .map(read)
    .filter((text) => text.includes('host.tool-missing'))
    .flatMap((text) => [
      ...text.matchAll(/\bpackage: '([a-z0-9-]+)'/g),
      ...text.matchAll(/^ {2}(?:'[a-z0-9-]+'|[a-z0-9]+): '([a-z0-9-]+)',$/gm),
    ])
    .map(([, name = '']) => name)
  assert.ok(blamed.includes('passt') && blamed.includes('mmdebstrap'))
  assert.ok(installed.has(emulators.x86_64.package))
  const forgotten = blamed.filter((name) => ![installed, everywhere, notOurs].some((names) => names.has(name)))
  assert.deepEqual([...new Set(forgotten)], [])
})

test('every shell script is one that a POSIX shell can read', () => {
  const scripts = ['stroj', '.ci/run', ...globSync('tools/**/*.sh', { cwd: root })]
  assert.ok(scripts.length > 5)
  for (const script of scripts) {
    assert.equal(spawnSync('sh', ['-n', join(root, script)], { encoding: 'utf8' }).stderr, '', script)
  }
})
