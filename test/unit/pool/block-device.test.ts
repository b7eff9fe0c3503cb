import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { VolumeJob } from '../../../src/contract/volume-store.ts'
import { Fault } from '../../../src/model/fault.ts'
import { VolumeId } from '../../../src/model/name.ts'
import type { VolumeKey } from '../../../src/plan/volume/scene.ts'
import { VolumesBench } from '../../support/volumes-bench.ts'

const job: VolumeJob = { signal: new AbortController().signal, report: () => {} }
const mebibyte = 2 ** 20
const sizeBytes = 8 * mebibyte

const skip = process.getuid?.() === 0 ? false : 'loop devices need root'

/** A file as a block device, which is gone when its scope ends. */
function loop(path: string, ...options: readonly string[]): Disposable & { readonly device: string } {
  const device = execFileSync('losetup', ['--find', '--show', ...options, path], { encoding: 'utf8' }).trim()
  return { device, [Symbol.dispose]: () => void execFileSync('losetup', ['--detach', device]) }
}

function fileOf(bench: VolumesBench, name: string, bytes: number): string {
  const path = bench.path(name)
  writeFileSync(path, '')
  truncateSync(path, bytes)
  return path
}

async function made({ store }: VolumesBench): Promise<VolumeKey> {
  const key = { place: store.defaultPlace, id: VolumeId.parse('a000000000'), format: 'qcow2' } as const
  await store.requirePlace(key.place)
  await store.create({ key, sizeBytes, layout: {}, preallocation: 'off', base: null }, job)
  await store.keep(key)
  return key
}

const onto = (path: string, overwrite = true) => ({ path, format: 'raw', compress: false, overwrite }) as const

test('a block device becomes a volume, and a volume is written over a block device', { skip }, async () => {
  await using bench = await VolumesBench.open()
  const { store } = bench
  const key = await made(bench)
  bench.write(store.path(key) ?? '', 'qcow2', { at: mebibyte, bytes: 65_536, byte: 7 })
  const target = bench.path('target')
  writeFileSync(target, Buffer.alloc(sizeBytes + mebibyte, 'old'))
  using disk = loop(target)
  await assert.rejects(store.exportTo([key], sizeBytes, onto(disk.device, false), job), /would be lost; --overwrite/)
  await assert.rejects(store.exportTo([key], sizeBytes, { ...onto(disk.device), format: 'vdi' }, job), /written raw/)
  assert.ok(readFileSync(target).subarray(0, 3).equals(Buffer.from('old')))
  await store.exportTo([key], sizeBytes, onto(disk.device), job)
  const written = readFileSync(target)
  assert.ok(
    written.subarray(0, mebibyte).every((byte) => byte === 0),
    'zeros are written, too',
  )
  assert.ok(written.subarray(mebibyte, mebibyte + 65_536).every((byte) => byte === 7))

  const taken = { ...key, id: VolumeId.parse('b000000000') }
  await store.takeIn({ path: disk.device, format: undefined }, taken, job)
  await store.keep(taken)
  assert.equal((await store.facts(taken, 'x')).sizeBytes, sizeBytes + mebibyte)
  assert.equal(bench.contentHash(store.path(taken) ?? '', 'qcow2'), bench.contentHash(target, 'raw'))
})

test('a block device that is too small, can only be read, is mounted or holds a mounted part is left alone', {
  skip,
}, async () => {
  await using bench = await VolumesBench.open()
  const { store } = bench
  const key = await made(bench)
  const refuses = async (device: string, words: RegExp) => {
    await assert.rejects(store.exportTo([key], sizeBytes, onto(device), job), words)
  }
  {
    using small = loop(fileOf(bench, 'small', sizeBytes / 2))
    await refuses(small.device, /has 4MiB, and the volume has 8MiB/)
  }
  {
    using readOnly = loop(fileOf(bench, 'read-only', sizeBytes), '--read-only')
    await refuses(readOnly.device, /read/)
  }
  const path = fileOf(bench, 'mounted', 2 * sizeBytes)
  execFileSync('mkfs.ext4', ['-q', '-F', path])
  const before = readFileSync(path)
  using mounted = loop(path)
  const folder = bench.path('mount')
  mkdirSync(folder)
  execFileSync('mount', ['-o', 'ro,noload', mounted.device, folder])
  try {
    await refuses(mounted.device, /is in use/)
    const taken = { ...key, id: VolumeId.parse('c000000000') }
    await assert.rejects(store.takeIn({ path: mounted.device, format: undefined }, taken, job), /is in use/)
  } finally {
    execFileSync('umount', [folder])
  }
  assert.ok(readFileSync(path).equals(before))
})

test('a device that is written is told of when that is cancelled, and one that is read leaves nothing', {
  skip,
}, async () => {
  await using bench = await VolumesBench.open()
  const { store } = bench
  const key = await made(bench)
  bench.write(store.path(key) ?? '', 'qcow2', { at: 0, bytes: sizeBytes, byte: 7 })
  using disk = loop(fileOf(bench, 'target', sizeBytes))
  const cancelling = () => {
    const cancel = new AbortController()
    const reason = new Fault('operation.cancelled', { kind: 'volume.export', target: 'x' })
    return { signal: cancel.signal, report: (phase: string) => /device|copying/.test(phase) && cancel.abort(reason) }
  }
  await assert.rejects(store.exportTo([key], sizeBytes, onto(disk.device), cancelling()), (fault: Fault) => {
    assert.equal(fault.code, 'operation.cancelled')
    return /has a part of the volume/.test(fault.hint ?? '')
  })
  const taken = { ...key, id: VolumeId.parse('b000000000') }
  await assert.rejects(store.takeIn({ path: disk.device, format: undefined }, taken, cancelling()))
  assert.deepEqual(bench.files(), [`${key.id}.qcow2`])
})

test('a device is taken into a pool that has room for what is on it, and refused before a byte where it has not', {
  skip,
}, async () => {
  await using bench = await VolumesBench.open()
  const { store } = bench
  const path = bench.path('small')
  mkdirSync(path, { mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=700', 'stroj-test', path])
  try {
    const place = { kind: 'directory', path } as const
    const content = Buffer.alloc(64 * mebibyte)
    content.fill(7, 0, 3 * mebibyte)
    const file = fileOf(bench, 'disk', 0)
    writeFileSync(file, content)
    const key = { place, id: VolumeId.parse('a000000000'), format: 'qcow2' } as const
    {
      using disk = loop(file)
      const { virtio, reason } = await store.takeIn({ path: disk.device, format: undefined }, key, job)
      assert.deepEqual([virtio, reason], ['unknown', 'no Linux with an initramfs was found on it'])
      await store.discard(key)
    }
    writeFileSync(file, content.fill(9))
    using disk = loop(file)
    const phases: string[] = []
    const watched = { signal: job.signal, report: (phase: string) => void phases.push(phase) }
    const full = store.takeIn({ path: disk.device, format: undefined }, key, watched)
    await assert.rejects(full, { code: 'host.disk-full' })
    assert.ok(!phases.includes('copying'))
    assert.deepEqual(readdirSync(path), [])
  } finally {
    execFileSync('umount', [path])
  }
})
