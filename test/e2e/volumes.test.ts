import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import type { Volume } from '../../src/model/volume.ts'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const inGuest = (home: Home, script: string) => home.ok(['exec', 'vol', '--', 'sh', '-c', script])

test('a volume goes from guest to guest with what is on it, live and at rest, and leaves nothing', async () => {
  await using home = await Home.shared()
  const shown = () => home.json<Volume>(['volume', 'show', 'data'])
  await home.ok(['volume', 'create', 'data', '--size', '64MiB'])
  await home.ok(['run', 'tiny', '--name', 'vol', '-d'])
  await home.ok(['volume', 'attach', 'data', 'vol', '--iops', '5000'])
  const { id } = await shown()
  assert.equal(await inGuest(home, 'cat /sys/block/vda/serial'), id)
  await inGuest(home, 'echo kept > /dev/vda; sync')

  const refused = await home.stroj(['volume', 'rm', 'data'])
  assert.match(refused.stderr, /is a disk of vol/)
  await home.ok(['volume', 'limit', 'data', 'vol', '--bytes-per-second', '100MiB'])
  const grown = await home.stroj(['volume', 'resize', 'data', '128MiB'])
  assert.match(grown.stderr, /vol sees the new size/)
  assert.equal((await inGuest(home, 'cat /sys/block/vda/size')).trim(), String(2 ** 27 / 512))
  assert.deepEqual((await home.json<Instance>(['show', 'vol'])).pending, [])

  await home.ok(['daemon', 'restart'])
  await home.ok(['volume', 'detach', 'data', 'vol'])
  assert.equal(await inGuest(home, 'ls /sys/block | grep vd; true'), '')
  await home.ok(['rm', '--force', 'vol'])

  const words = ['--set', 'disks=[{volume: data, readOnly: true}]', '--rm', '--', 'head', '-c', '4', '/dev/vda']
  assert.equal(await home.ok(['run', 'tiny', ...words]), 'kept')
  await home.ok(['volume', 'rm', 'data'])
})

test('an encrypted volume goes into a guest, running or starting, hides what is written, and is known by its passphrase', async () => {
  await using home = await Home.shared()
  const [right, wrong] = ['correct horse battery', 'not the right one']
  await home.ok(['volume', 'create', 'secret', '--size', '8MiB', '--encrypt'], { stdin: `${right}\n` })
  await home.ok(['run', 'tiny', '--name', 'vol', '-d'])
  await home.ok(['volume', 'attach', 'secret', 'vol'])
  await inGuest(home, 'echo unmistakable > /dev/vda; sync')
  await home.ok(['volume', 'resize', 'secret', '16MiB'])
  await home.ok(['volume', 'detach', 'secret', 'vol'])
  await home.ok(['rm', '--force', 'vol'])
  const { path } = await home.json<Volume>(['volume', 'show', 'secret'])
  assert.ok(!readFileSync(path ?? '').includes('unmistakable'))

  await home.ok(['volume', 'lock', 'secret'])
  const words = ['--set', 'disks=[{volume: secret}]', '--rm', '--', 'head', '-c', '12', '/dev/vda']
  assert.match((await home.stroj(['run', 'tiny', ...words])).stderr, /its passphrase is not known here/)
  const refused = await home.stroj(['volume', 'unlock', 'secret'], { stdin: wrong })
  assert.match(refused.stderr, /does not open volume "secret"/)
  await home.ok(['volume', 'unlock', 'secret'], { stdin: right })
  assert.equal(await home.ok(['run', 'tiny', ...words]), 'unmistakable')
  await home.ok(['volume', 'rm', 'secret'])
})

test('only so many volumes can be plugged in as there are places, and the one too many is nowhere', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'vol', '-d'])
  const names = ['v1', 'v2', 'v3', 'v4', 'v5']
  for (const name of names) await home.ok(['volume', 'create', name, '--size', '1MiB', '--disk-format', 'raw'])
  for (const name of names.slice(0, 4)) await home.ok(['volume', 'attach', name, 'vol'])
  assert.match((await home.stroj(['volume', 'attach', 'v5', 'vol'])).stderr, /every place .* is taken/)
  assert.deepEqual((await home.json<Volume>(['volume', 'show', 'v5'])).usedBy, [])
  await home.ok(['rm', '--force', 'vol'])
  await home.ok(['volume', 'rm', ...names])
})

test('a volume is cloned, linked, converted, compacted, checked and exported, and reads the same ever after', async () => {
  await using home = await Home.fresh()
  const show = (name: string) => home.json<Volume>(['volume', 'show', name])
  await home.ok(['volume', 'create', 'base', '--size', '16MiB', '--cluster-size', '128KiB', '--compression', 'zstd'])
  const { path } = await show('base')
  execFileSync('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 1M 2M', path ?? ''])
  const same = async (name: string) => {
    const { path: other, format } = await show(name)
    execFileSync('qemu-img', ['compare', '-q', '-f', 'qcow2', '-F', format, path ?? '', other ?? ''])
  }
  await home.ok(['volume', 'clone', '--linked', 'base', 'top'])
  await home.ok(['volume', 'clone', 'base', 'whole'])
  assert.match(await home.ok(['volume', 'ls', '--tree']), /^└─ top /m)
  await same('top')
  await home.ok(['volume', 'convert', 'top', '--to', 'raw'])
  await home.ok(['volume', 'convert', 'whole', '--to', 'qcow2', '--compress'])
  await home.ok(['volume', 'compact', 'base'])
  await home.ok(['volume', 'check', 'base', '--repair'])
  for (const name of ['top', 'whole']) await same(name)
  assert.deepEqual((await show('base')).layout, {
    clusterBytes: 131_072,
    compression: 'zstd',
    lazyRefcounts: false,
    extendedL2: false,
  })
  const out = join(home.path, 'out.vmdk')
  await home.ok(['volume', 'export', 'base', out, '--to', 'vmdk', '--compress'])
  execFileSync('qemu-img', ['compare', '-q', '-f', 'qcow2', '-F', 'vmdk', path ?? '', out])
  execFileSync('rm', [out])
  await home.ok(['volume', 'rm', 'base', 'top', 'whole'])
})
