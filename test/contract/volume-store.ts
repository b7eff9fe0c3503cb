import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { VolumeJob, VolumeStore } from '../../src/contract/volume-store.ts'
import { VolumeId } from '../../src/model/name.ts'
import { VolumeSnapshotName } from '../../src/model/volume-snapshot.ts'
import type { VolumeFormat } from '../../src/model/volume.ts'
import type { NewVolume } from '../../src/plan/volume/plan-new.ts'
import type { VolumeKey } from '../../src/plan/volume/scene.ts'

export type VolumeStoreBench = AsyncDisposable & { readonly store: VolumeStore }

const job: VolumeJob = { signal: new AbortController().signal, report: () => {} }
const mebibyte = 2 ** 20

/** What every volume store must do. Run it for the fake and for the real one. */
export function volumeStoreContract(name: string, make: () => Promise<VolumeStoreBench>): void {
  const key = (store: VolumeStore, letter = 'a', format: VolumeFormat = 'qcow2'): VolumeKey => ({
    place: store.defaultPlace,
    id: VolumeId.parse(letter.padEnd(10, '0')),
    format,
  })
  const empty = (at: VolumeKey, base: VolumeKey | null = null): NewVolume => ({
    key: at,
    sizeBytes: 8 * mebibyte,
    layout: {},
    preallocation: 'off',
    base,
  })
  const made = async (store: VolumeStore, at: VolumeKey, base: VolumeKey | null = null): Promise<VolumeKey> => {
    await store.requirePlace(at.place)
    await store.create(empty(at, base), job)
    await store.keep(at)
    return at
  }
  const isThere = (store: VolumeStore, at: VolumeKey) =>
    store.facts(at, 'x').then(
      () => true,
      () => false,
    )

  describe(`${name} keeps the contract of volume stores`, { timeout: 120_000 }, () => {
    for (const format of ['qcow2', 'raw'] as const) {
      test(`a ${format} draft is no volume until it is kept, and then it is whole`, async () => {
        await using bench = await make()
        const { store } = bench
        const at = key(store, 'a', format)
        await store.requirePlace(at.place)
        await store.create(empty(at), job)
        assert.equal(await isThere(store, at), false)
        await store.keep(at)
        await store.keep(at)
        const { sizeBytes, backing, layout, snapshots } = await store.facts(at, 'x')
        assert.deepEqual([sizeBytes, backing, snapshots], [8 * mebibyte, null, 0])
        assert.equal(layout === null, format === 'raw')
      })
    }

    test('a discarded draft is gone, and a volume of the same name stays', async () => {
      await using bench = await make()
      const { store } = bench
      const at = await made(store, key(store))
      await store.create(empty(at), job)
      await store.discard(at)
      await store.discard(at)
      assert.equal(await isThere(store, at), true)
      assert.deepEqual(await store.removeLeftovers(at.place, new Map([[at.id, at.format]])), [])
    })

    test('what stands on another says so', async () => {
      await using bench = await make()
      const { store } = bench
      const base = await made(store, key(store))
      const top = await made(store, key(store, 'b'), base)
      assert.equal((await store.facts(top, 'x')).backing, base.id)
    })

    test('a copy stands alone', async () => {
      await using bench = await make()
      const { store } = bench
      const base = await made(store, key(store))
      const top = await made(store, key(store, 'b'), base)
      const to = key(store, 'c')
      await store.copy({ from: [top, base], sizeBytes: 8 * mebibyte, key: to, layout: {}, compress: false }, job)
      await store.keep(to)
      assert.equal((await store.facts(to, 'x')).backing, null)
    })

    test('a volume gets another base on a draft, and one that was lost by its name alone', async () => {
      await using bench = await make()
      const { store } = bench
      const [one, two] = [await made(store, key(store)), await made(store, key(store, 'b'))]
      const top = await made(store, key(store, 'c'), one)
      const sizeBytes = 8 * mebibyte
      await store.rebase({ key: top, sizeBytes, from: [top, one], onto: [two] }, job)
      assert.equal((await store.facts(top, 'x')).backing, one.id)
      await store.keep(top)
      assert.equal((await store.facts(top, 'x')).backing, two.id)
      await store.rebase({ key: top, sizeBytes, from: null, onto: [one] }, job)
      await store.keep(top)
      assert.equal((await store.facts(top, 'x')).backing, one.id)
    })

    test('states are kept inside of a volume, listed, brought back and forgotten', async () => {
      await using bench = await make()
      const { store } = bench
      const at = await made(store, key(store))
      const states = async () => (await store.snapshots(at, job.signal)).map(({ name }) => name)
      const [first, second] = [VolumeSnapshotName.parse('first'), VolumeSnapshotName.parse('second')]
      await store.snapshot([at], 'create', first, 8 * mebibyte)
      await store.snapshot([at], 'create', second, 8 * mebibyte)
      assert.deepEqual(await states(), ['first', 'second'])
      assert.equal((await store.facts(at, 'x')).snapshots, 2)
      await store.snapshot([at], 'restore', first, 8 * mebibyte)
      await store.snapshot([at], 'remove', first, 8 * mebibyte)
      assert.deepEqual(await states(), ['second'])
    })

    test('a volume that was written into its base stands on it still', async () => {
      await using bench = await make()
      const { store } = bench
      const base = await made(store, key(store))
      const top = await made(store, key(store, 'b'), base)
      await store.commit([top, base], await store.facts(top, 'x'), job)
      assert.equal((await store.facts(top, 'x')).backing, base.id)
    })

    test('a volume grows', async () => {
      await using bench = await make()
      const { store } = bench
      const at = await made(store, key(store))
      await store.resize([at], 16 * mebibyte, 'grow', job.signal)
      assert.equal((await store.facts(at, 'x')).sizeBytes, 16 * mebibyte)
    })

    test('what was left is out of sight, comes back, and can be removed', async () => {
      await using bench = await make()
      const { store } = bench
      const at = await made(store, key(store))
      await store.leave(at)
      assert.equal(await isThere(store, at), false)
      await store.putBack(at)
      assert.equal(await isThere(store, at), true)
      await store.leave(at)
      await store.remove(at)
      await store.remove(at)
      await store.putBack(at)
      assert.equal(await isThere(store, at), false)
    })

    test('after a crash recorded drafts are kept, unrecorded ones go, and strangers stay', async () => {
      await using bench = await make()
      const { store } = bench
      const [wanted, unwanted, left, gone, stranger, old] = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) =>
        key(store, letter),
      )
      assert.ok(wanted && unwanted && left && gone && stranger && old)
      await store.requirePlace(wanted.place)
      for (const at of [wanted, unwanted]) await store.create(empty(at), job)
      for (const at of [left, gone, stranger, old]) await made(store, at)
      for (const at of [left, gone]) await store.leave(at)
      const converted = { ...old, format: 'raw' } as const
      await store.create(empty(converted), job)
      const recorded = new Map([
        [wanted.id, 'qcow2'],
        [left.id, 'qcow2'],
        [old.id, 'raw'],
      ] as const)
      assert.deepEqual(await store.removeLeftovers(wanted.place, recorded), [`${stranger.id}.qcow2`])
      const there = await Promise.all(
        [wanted, unwanted, left, gone, stranger, old, converted].map((at) => isThere(store, at)),
      )
      assert.deepEqual(there, [true, false, true, false, true, false, true])
    })

    test('an act that is cancelled before it begins leaves nothing', async () => {
      await using bench = await make()
      const { store } = bench
      const at = await made(store, key(store))
      const to = key(store, 'b')
      const copy = { from: [at], sizeBytes: 8 * mebibyte, key: to, layout: {}, compress: false } as const
      const signal = AbortSignal.abort(new Error('cancelled'))
      await assert.rejects(store.copy(copy, { ...job, signal }), /cancelled/)
      assert.deepEqual(await store.removeLeftovers(at.place, new Map([[at.id, at.format]])), [])
      await store.keep(to)
      assert.equal(await isThere(store, to), false)
    })
  })
}
