import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import type { VolumeJob } from '../../../src/contract/volume-store.ts'
import { VolumeId } from '../../../src/model/name.ts'
import { VolumeSnapshotName } from '../../../src/model/volume-snapshot.ts'
import type { VolumeKey } from '../../../src/plan/volume/scene.ts'
import { VolumesBench } from '../../support/volumes-bench.ts'

const job: VolumeJob = { signal: new AbortController().signal, report: () => {} }
const mebibyte = 2 ** 20
const sizeBytes = 4 * mebibyte

function keyIn({ store }: VolumesBench, letter: string): VolumeKey {
  return { place: store.defaultPlace, id: VolumeId.parse(letter.padEnd(10, '0')), format: 'qcow2' }
}

async function made(bench: VolumesBench, letter: string): Promise<VolumeKey> {
  const key = keyIn(bench, letter)
  await bench.store.requirePlace(key.place)
  await bench.store.create({ key, sizeBytes, layout: {}, preallocation: 'off', base: null }, job)
  await bench.store.keep(key)
  return key
}

const pathOf = ({ store }: VolumesBench, key: VolumeKey): string => store.path(key) ?? ''

test('a state that is brought back is as it was, and the other volumes of the chain do not notice', async () => {
  await using bench = await VolumesBench.open()
  const key = await made(bench, 'a')
  const read = () => bench.contentHash(pathOf(bench, key), 'qcow2')
  bench.write(pathOf(bench, key), 'qcow2', { at: 0, bytes: 65_536, byte: 1 })
  const before = read()
  const first = VolumeSnapshotName.parse('first')
  await bench.store.snapshot([key], 'create', first, sizeBytes)
  bench.write(pathOf(bench, key), 'qcow2', { at: 0, bytes: 131_072, byte: 2 })
  assert.notEqual(read(), before)
  await bench.store.snapshot([key], 'restore', first, sizeBytes)
  assert.equal(read(), before)
  await bench.store.snapshot([key], 'remove', first, sizeBytes)
  assert.deepEqual(await bench.store.snapshots(key, job.signal), [])
  assert.equal((await bench.store.check(key, sizeBytes, job.signal)).state, 'sound')
})

test('a base that is larger than the disk on it is kept whole by a commit, and a smaller one grows', async () => {
  await using bench = await VolumesBench.open()
  for (const [letter, baseBytes] of [
    ['a', 2 * sizeBytes],
    ['c', sizeBytes / 2],
  ] as const) {
    const [base, top] = [keyIn(bench, letter), keyIn(bench, `${letter}t`)]
    await bench.store.requirePlace(base.place)
    const empty = { layout: {}, preallocation: 'off' } as const
    await bench.store.create({ ...empty, key: base, sizeBytes: baseBytes, base: null }, job)
    await bench.store.keep(base)
    await bench.store.create({ ...empty, key: top, sizeBytes, base }, job)
    await bench.store.keep(top)
    bench.write(pathOf(bench, top), 'qcow2', { at: sizeBytes - 65_536, bytes: 65_536, byte: 5 })
    await bench.store.commit([top, base], await bench.store.facts(top, 'x'), job)
    assert.equal((await bench.store.facts(base, 'x')).sizeBytes, Math.max(baseBytes, sizeBytes))
    execFileSync('qemu-io', ['-f', 'qcow2', '-c', `read -P 5 ${sizeBytes - 65_536} 64k`, pathOf(bench, base)])
  }
})
