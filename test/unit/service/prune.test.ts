import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ImageCreate } from '../../../src/model/image.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { createImage } from '../../../src/service/image/create.ts'
import { deleteUnused, listUnused } from '../../../src/service/image/prune.ts'
import { deleteImage } from '../../../src/service/image/delete.ts'
import { listImages } from '../../../src/service/image/list.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const debian = ImageCreate.parse({ kind: 'build', recipe: 'debian', rebuild: true })
const pull = (from: string, again = false) => ImageCreate.parse({ kind: 'pull', from, again })
const pullFor = (from: string, architecture: string) => ImageCreate.parse({ kind: 'pull', from, architecture })

async function made(bench: ServiceBench, want: Parameters<typeof createImage>[1]): Promise<void> {
  await bench.done(await createImage(bench.deps, want, ownRequest))
}

test('what has lost its name and is not used is unused; with all, also what has a name', async () => {
  const bench = new ServiceBench()
  await bench.create('web')
  await made(bench, debian)
  await made(bench, debian)
  await made(bench, pull('ubuntu'))
  assert.equal((await listImages(bench.deps)).images.length, 4)
  assert.equal((await listUnused(bench.deps, { all: false })).items.length, 1)
  const all = await listUnused(bench.deps, { all: true })
  assert.deepEqual(
    all.items.map(({ kind }) => kind),
    ['image', 'image', 'image'],
  )
  assert.equal(all.sizeBytes, 3 * 1010)

  await deleteUnused(bench.deps, { all: true })
  const left = (await listImages(bench.deps)).images
  assert.deepEqual(
    left.map(({ usedBy }) => usedBy),
    [['web']],
  )
})

test('a medium in the drive of an instance is used', async () => {
  const bench = new ServiceBench()
  await made(bench, pull('netinst:12'))
  await bench.create('web', { cdrom: 'netinst:12' })
  assert.deepEqual((await listUnused(bench.deps, { all: true })).items, [])
  await assert.rejects(deleteImage(bench.deps, 'netinst:12'), { code: 'image.in-use' })
})

test('a medium that a machine has in its drive is used when its name means another by now', async () => {
  const bench = new ServiceBench()
  await made(bench, pull('netinst:12'))
  const [first] = (await listImages(bench.deps)).images
  await bench.createRunning('web', { cdrom: 'netinst:12' })
  await made(bench, pull('netinst:12', true))
  const digest = first?.digest ?? ''
  assert.deepEqual((await listUnused(bench.deps, { all: true })).items, [])
  await assert.rejects(deleteImage(bench.deps, digest), {
    code: 'image.in-use',
    details: { image: digest, users: ['web'] },
  })
  await deleteUnused(bench.deps, { all: true })
  assert.ok((await listImages(bench.deps)).images.some((image) => image.digest === digest))
})

test('what somebody begins to use while it is looked at is not removed', async () => {
  const bench = new ServiceBench()
  await made(bench, pull('ubuntu'))
  const [image] = (await listImages(bench.deps)).images
  assert.ok(image)
  using _used = bench.deps.leases.share(image.digest)
  assert.deepEqual((await deleteUnused(bench.deps, { all: true })).items, [])
  await assert.rejects(deleteImage(bench.deps, 'ubuntu'), { code: 'instance.busy' })
  assert.equal((await listImages(bench.deps)).images.length, 1)
})

test('a disk is no medium', async () => {
  const bench = new ServiceBench()
  await made(bench, pull('ubuntu'))
  await assert.rejects(bench.create('web', { cdrom: 'ubuntu:24.04' }), { code: 'image.no-medium' })
  await assert.rejects(bench.create('web', { cdrom: 'nothing:1' }), { code: 'image.not-found' })
})

test('while an image is being made nothing is removed', async () => {
  const bench = new ServiceBench()
  bench.library.gate = new Promise(() => {})
  await createImage(bench.deps, debian, ownRequest)
  await assert.rejects(deleteUnused(bench.deps, { all: true }), { code: 'instance.busy' })
})

test('files without a record go at the start of a daemon, downloads stay until they are pruned', async () => {
  const bench = new ServiceBench()
  const folder = { kind: 'folder', name: 'a'.repeat(64), sizeBytes: 5 } as const
  const download = { kind: 'download', name: 'x.part', sizeBytes: 7 } as const
  bench.library.lying.push(folder, download)
  assert.equal((await listUnused(bench.deps, { all: false })).sizeBytes, 12)
  await bench.reborn()
  assert.deepEqual(bench.library.lying, [download])
  await deleteUnused(bench.deps, { all: false })
  assert.deepEqual(bench.library.lying, [])
})

test('files without a record stay while there are instances without a record, which may stand on them', async () => {
  const bench = new ServiceBench()
  await bench.create('web')
  await bench.store.commit([{ kind: 'instance', delete: InstanceName.parse('web') }])
  bench.library.lying.push({ kind: 'folder', name: 'a'.repeat(64), sizeBytes: 5 })
  await bench.reborn()
  await deleteUnused(bench.deps, { all: false })
  assert.equal(bench.library.lying.length, 1)
})

test('a name of the catalog is pulled once, and again when asked for', async () => {
  const bench = new ServiceBench()
  const first = await bench.done(await createImage(bench.deps, pull('ubuntu'), ownRequest))
  assert.equal(first.target, 'ubuntu:24.04')
  const second = await bench.done(await createImage(bench.deps, pull('ubuntu:24.04'), ownRequest))
  const third = await bench.done(await createImage(bench.deps, pull('ubuntu', true), ownRequest))
  assert.deepEqual(
    [first, second, third].map(({ result }) => result?.['built']),
    [true, false, true],
  )
  const other = await createImage(bench.deps, pullFor('ubuntu', 'aarch64'), ownRequest)
  assert.equal(other.target, 'ubuntu:24.04-aarch64')
})

test('an alias of a server gives the image its name, a URL needs one', async () => {
  const bench = new ServiceBench()
  const named = await createImage(bench.deps, pull('images:debian/12/cloud'), ownRequest)
  assert.equal(named.target, 'images-debian:12-cloud')
  await assert.rejects(createImage(bench.deps, pull('https://example.org/x'), ownRequest), { code: 'request.invalid' })
  await assert.rejects(createImage(bench.deps, pull('ubunto'), ownRequest), {
    code: 'image.not-found',
    details: { image: 'ubunto', near: 'ubuntu' },
  })
})
