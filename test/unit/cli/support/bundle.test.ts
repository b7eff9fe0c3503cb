import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { FakeDaemon } from '../../../fake/daemon.ts'
import { callCli } from '../../../support/call-cli.ts'

const namesIn = (archive: string): readonly string[] =>
  execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => path.replace(/^[^/]*\//, ''))

const textIn = (archive: string): string => execFileSync('tar', ['-xzOf', archive], { encoding: 'utf8' })

test('a bundle has what is listed, is for its owner only, and lacks the secrets of specs', async () => {
  await using daemon = await FakeDaemon.open()
  await daemon.bench.create('web', { memory: '2GiB', labels: { tier: 'Zebra4Stripes' } })
  const file = join(daemon.home, 'report.tar.gz')
  const { code, stdout, stderr } = await callCli(daemon.home, ['support', 'bundle', '--output', file])
  assert.deepEqual([code, stderr], [0, ''])
  const names = namesIn(file)
  for (const name of names) assert.ok(stdout.includes(`  ${name}`), `${name} is not listed`)
  for (const name of ['README.txt', 'versions.yaml', 'events.yaml', 'instances/web/instance.yaml', 'files.txt'])
    assert.ok(names.includes(name), `${name} is not in ${names.join()}`)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const text = textIn(file)
  assert.match(text, /kind: instance\.created\n *subject: web/)
  assert.match(text, /tier: "\(removed\)"/)
  assert.ok(!text.includes('Zebra4Stripes'))
})

test('a file that is there is left alone', async () => {
  await using daemon = await FakeDaemon.open()
  const file = join(daemon.home, 'report.tar.gz')
  writeFileSync(file, 'mine')
  const { code, stderr } = await callCli(daemon.home, ['support', 'bundle', '--output', file])
  assert.equal(code, 2)
  assert.match(stderr, /report\.tar\.gz is there already\.\nHint: Name another file with --output\./)
})

test('where the daemon does not start, the bundle says why and has the rest', async () => {
  await using home = await TempDir.make('stroj')
  writeFileSync(join(home.path, 'daemon.yaml'), 'downloads: { proxy: "http://ana:Zebra4Stripes@host/x", wrong: 1 }\n')
  const file = join(home.path, 'report.tar.gz')
  const { code, stdout } = await callCli(home.path, ['support', 'bundle', '--output', file, '--format', 'json'])
  assert.equal(code, 0)
  const { troubles } = JSON.parse(stdout) as { troubles: string[] }
  assert.equal(troubles.length, 1)
  const text = textIn(file)
  assert.match(text, /the daemon: The daemon did not start/)
  assert.match(text, /http:\/\/host\/\(removed\)/)
  assert.ok(!text.includes('Zebra4Stripes'))
})
