import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { VolumeJob } from '../../../src/contract/volume-store.ts'
import { VolumeId } from '../../../src/model/name.ts'
import { openVolumeStore } from '../../../src/pool/open-volume-store.ts'
import type { LayoutWish } from '../../../src/plan/volume/plan-new.ts'
import type { VolumeChain, VolumeKey } from '../../../src/plan/volume/scene.ts'
import { VolumesBench } from '../../support/volumes-bench.ts'

const job: VolumeJob = { signal: new AbortController().signal, report: () => {} }
const mebibyte = 2 ** 20
const sizeBytes = 4 * mebibyte

function keyIn({ store }: VolumesBench, letter: string, format: 'qcow2' | 'raw' = 'qcow2'): VolumeKey {
  return { place: store.defaultPlace, id: VolumeId.parse(letter.padEnd(10, '0')), format }
}

async function made(bench: VolumesBench, letter: string, layout: LayoutWish = {}): Promise<VolumeKey> {
  const key = keyIn(bench, letter)
  await bench.store.requirePlace(key.place)
  await bench.store.create({ key, sizeBytes, layout, preallocation: 'off', base: null }, job)
  await bench.store.keep(key)
  return key
}

const pathOf = ({ store }: VolumesBench, key: VolumeKey): string => store.path(key) ?? ''

test('a layout that was asked for is the one that the file has, and qemu-img finds the file sound', async () => {
  await using bench = await VolumesBench.open()
  const layout = { clusterBytes: 131_072, compression: 'zstd', lazyRefcounts: true, extendedL2: true } as const
  const key = await made(bench, 'a', layout)
  assert.deepEqual((await bench.store.facts(key, 'x')).layout, layout)
  assert.deepEqual(await bench.store.check(key, sizeBytes, job.signal), { state: 'sound', corruptions: 0, leaks: 0 })
})

test('what is taken beforehand is taken', async () => {
  await using bench = await VolumesBench.open()
  await bench.store.requirePlace(bench.store.defaultPlace)
  for (const [letter, preallocation, format] of [
    ['a', 'falloc', 'qcow2'],
    ['b', 'full', 'qcow2'],
    ['c', 'falloc', 'raw'],
  ] as const) {
    const key = keyIn(bench, letter, format)
    await bench.store.create({ key, sizeBytes, layout: {}, preallocation, base: null }, job)
    await bench.store.keep(key)
    assert.ok((await bench.store.facts(key, 'x')).allocatedBytes >= sizeBytes)
  }
})

test('a volume reads the same after any sequence of linking, writing, copying, rebasing and committing', async () => {
  const step = fc.record({
    act: fc.constantFrom(
      'link' as const,
      'write' as const,
      'copy' as const,
      'raw' as const,
      'rebase' as const,
      'commit' as const,
    ),
    of: fc.nat(),
    at: fc.integer({ min: 0, max: 31 }),
    byte: fc.integer({ min: 1, max: 255 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      await using bench = await VolumesBench.open()
      const chains: VolumeChain[] = [[await made(bench, 'a')]]
      const contents = [new Uint8Array(sizeBytes)]
      for (const [index, { act, of, at, byte }] of steps.entries()) {
        const chosen = of % chains.length
        const [chain, content] = [chains[chosen], contents[chosen]]
        assert.ok(chain && content)
        const isBase = chains.some(([, next]) => next?.id === chain[0].id)
        const key = keyIn(bench, `b${index}`, act === 'raw' ? 'raw' : 'qcow2')
        if (act === 'write' && !isBase) {
          const [from, bytes] = [at * 131_072, 65_536]
          bench.write(pathOf(bench, chain[0]), chain[0].format, { at: from, bytes, byte })
          content.fill(byte, from, from + bytes)
        } else if (act === 'link') {
          await bench.store.create({ key, sizeBytes, layout: {}, preallocation: 'off', base: chain[0] }, job)
          await bench.store.keep(key)
          chains.push([key, ...chain])
          contents.push(content.slice())
        } else if (act === 'rebase' && !isBase && chain[0].format === 'qcow2') {
          const onto = chains[at % chains.length]
          assert.ok(onto)
          if (onto.some(({ id }) => id === chain[0].id)) continue
          await bench.store.rebase({ key: chain[0], sizeBytes, from: chain, onto }, job)
          await bench.store.keep(chain[0])
          chains[chosen] = [chain[0], ...onto]
        } else if (act === 'commit' && !isBase && chain[1] !== undefined) {
          const [, base] = chain
          if (chains.filter(([, next]) => next?.id === base.id).length > 1) continue
          await bench.store.commit(chain, await bench.store.facts(chain[0], 'x'), job)
          contents[chains.findIndex(([key]) => key.id === base.id)] = content.slice()
        } else if (act === 'copy' || act === 'raw') {
          await bench.store.copy(
            { from: chain, sizeBytes, key, layout: {}, compress: at % 2 === 0 && act === 'copy' },
            job,
          )
          await bench.store.keep(key)
          chains.push([key])
          contents.push(content.slice())
        }
      }
      for (const [index, [key]] of chains.entries()) {
        const raw = bench.path('raw')
        writeFileSync(raw, contents[index] ?? '')
        assert.equal(bench.contentHash(pathOf(bench, key), key.format), bench.contentHash(raw, 'raw'))
      }
    }),
    { numRuns: 12 },
  )
})

test('an export reads as the volume does, in every format', async () => {
  await using bench = await VolumesBench.open()
  const key = await made(bench, 'a')
  bench.write(pathOf(bench, key), 'qcow2', { at: mebibyte, bytes: 65_536, byte: 7 })
  const expected = bench.contentHash(pathOf(bench, key), 'qcow2')
  for (const [format, compress, name] of [
    ['qcow2', true, 'qcow2'],
    ['raw', false, 'raw'],
    ['vmdk', false, 'vmdk'],
    ['vmdk', true, 'vmdk'],
    ['vdi', false, 'vdi'],
    ['vhd', false, 'vpc'],
    ['vhdx', false, 'vhdx'],
  ] as const) {
    const path = bench.path(`out-${format}-${compress}`)
    await bench.store.exportTo([key], sizeBytes, { path, format, compress }, job)
    assert.equal(bench.contentHash(path, name), expected, `${format} ${compress}`)
  }
})

test('an export never replaces a file, and one that fails leaves none', async () => {
  await using bench = await VolumesBench.open()
  const key = await made(bench, 'a')
  const path = bench.path('out')
  writeFileSync(path, 'mine')
  const target = { path, format: 'raw', compress: false } as const
  await assert.rejects(bench.store.exportTo([key], sizeBytes, target, job), /exists already/)
  assert.equal(readFileSync(path, 'utf8'), 'mine')
  const elsewhere = { ...target, path: bench.path('no/such/folder') }
  await assert.rejects(bench.store.exportTo([key], sizeBytes, elsewhere, job), { code: 'volume.failed' })
})

test('a volume with lost clusters is mended on a copy', async () => {
  await using bench = await VolumesBench.open()
  const key = await made(bench, 'a')
  bench.write(pathOf(bench, key), 'qcow2', { at: 0, bytes: 65_536, byte: 1 })
  // The count of a cluster behind the last one: somebody is said to use it.
  const bytes = readFileSync(pathOf(bench, key))
  const counts = Number(bytes.readBigUInt64BE(Number(bytes.readBigUInt64BE(48))))
  bytes.writeUInt16BE(1, counts + 2 * (bytes.length / 65_536 + 3))
  writeFileSync(pathOf(bench, key), Buffer.concat([bytes, Buffer.alloc(4 * 65_536)]))
  assert.equal((await bench.store.check(key, sizeBytes, job.signal)).state, 'leaks')
  assert.equal((await bench.store.repair(key, job)).state, 'sound')
  assert.equal((await bench.store.check(key, sizeBytes, job.signal)).state, 'leaks')
  await bench.store.keep(key)
  assert.equal((await bench.store.check(key, sizeBytes, job.signal)).state, 'sound')
})

test('the map tells data from what was never written, and of which layer', async () => {
  await using bench = await VolumesBench.open()
  const base = await made(bench, 'a')
  bench.write(pathOf(bench, base), 'qcow2', { at: 0, bytes: 65_536, byte: 1 })
  const top = keyIn(bench, 'b')
  await bench.store.create({ key: top, sizeBytes, layout: {}, preallocation: 'off', base }, job)
  await bench.store.keep(top)
  bench.write(pathOf(bench, top), 'qcow2', { at: 65_536, bytes: 65_536, byte: 2 })
  const { extents, dataBytes } = await bench.store.map([top, base], 0, job.signal)
  assert.equal(dataBytes, 131_072)
  assert.deepEqual(
    extents.filter(({ kind }) => kind === 'data').map(({ start, depth }) => [start, depth]),
    [
      [0, 1],
      [65_536, 0],
    ],
  )
})

test('a header that nobody of us has written is no volume', async () => {
  await using bench = await VolumesBench.open()
  const key = await made(bench, 'a')
  const path = pathOf(bench, key)
  const sound = readFileSync(path)
  const foreign = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(sound)
    change(bytes)
    writeFileSync(path, bytes)
    return bench.store.facts(key, 'x')
  }
  const name = (text: string) => (bytes: Buffer) => {
    bytes.writeBigUInt64BE(1024n, 8)
    bytes.writeUInt32BE(text.length, 16)
    bytes.write(text, 1024)
  }
  await assert.rejects(
    foreign((bytes) => bytes.fill(0, 0, 4)),
    /does not begin as a qcow2 file/,
  )
  await assert.rejects(foreign(name('/etc/passwd')), /stands on a file that is no volume/)
  await assert.rejects(foreign(name('b000000000.qcow2')), /does not say in which format/)
  await assert.rejects(foreign(name('../a000000000.qcow2')), /stands on a file that is no volume/)
  await assert.rejects(
    foreign((bytes) => bytes.writeBigUInt64BE(4n, 72)),
    /features that are not known/,
  )
  await assert.rejects(
    foreign((bytes) => bytes.writeBigUInt64BE(2n, 72)),
    /marked it as corrupt/,
  )
  await assert.rejects(
    foreign((bytes) => bytes.writeUInt32BE(1, 32)),
    /encrypted in a way/,
  )
})

test('a folder that others may write to, that is none, or that is not there is no pool', async () => {
  await using bench = await VolumesBench.open()
  const at = (path: string) => bench.store.requirePlace({ kind: 'directory', path })
  const folder = bench.path('pool')
  mkdirSync(folder)
  chmodSync(folder, 0o777)
  await assert.rejects(at(folder), /others may write to it/)
  chmodSync(folder, 0o700)
  await at(folder)
  writeFileSync(bench.path('file'), '')
  await assert.rejects(at(bench.path('file')), /not a folder/)
  await assert.rejects(at(bench.path('nothing')), /no such file/)
})

const isRoot = process.getuid?.() === 0

test('a full disk is told, and leaves nothing but what was there', {
  skip: !isRoot && 'mounting needs root',
}, async () => {
  await using bench = await VolumesBench.open()
  const folder = bench.path('small')
  mkdirSync(folder, { mode: 0o700 })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m,mode=700', 'stroj-test', folder])
  try {
    const store = openVolumeStore({ state: folder, runtime: folder, cache: folder })
    const key = (letter: string) =>
      ({ place: store.defaultPlace, id: VolumeId.parse(letter.padEnd(10, '0')), format: 'qcow2' }) as const
    await store.requirePlace(store.defaultPlace)
    const empty = { key: key('a'), sizeBytes, layout: {}, preallocation: 'off', base: null } as const
    await store.create(empty, job)
    await store.keep(key('a'))
    bench.write(store.path(key('a')) ?? '', 'qcow2', { at: 0, bytes: 2 * mebibyte, byte: 1 })
    const copy = { from: [key('a')], sizeBytes, key: key('b'), layout: {}, compress: false } as const
    await assert.rejects(store.copy(copy, job), { code: 'host.disk-full' })
    await assert.rejects(store.repair(key('a'), job), { code: 'host.disk-full' })
    await assert.rejects(store.create({ ...empty, key: key('c'), preallocation: 'full' }, job), {
      code: 'host.disk-full',
    })
    const base = { key: key('d'), sizeBytes, layout: {}, preallocation: 'off', base: null } as const
    await store.create(base, job)
    await store.keep(key('d'))
    const rebase = { key: key('a'), sizeBytes, from: [key('a')], onto: [key('d')] } as const
    await assert.rejects(store.rebase(rebase, job), { code: 'host.disk-full' })
    const out = { path: `${folder}/out.raw`, format: 'raw', compress: false } as const
    await assert.rejects(store.exportTo([key('a')], sizeBytes, out, job), { code: 'host.disk-full' })
    assert.ok(!existsSync(out.path) && !existsSync(`${out.path}.part`))
    assert.deepEqual(await store.removeLeftovers(store.defaultPlace, new Map([[key('a').id, 'qcow2']])), [
      'd000000000.qcow2',
    ])
    assert.equal((await store.check(key('a'), sizeBytes, job.signal)).state, 'sound')
  } finally {
    execFileSync('umount', [folder])
  }
})

test('a file from outside is inspected, copied and reads the same; one that leads elsewhere is refused', async () => {
  await using bench = await VolumesBench.open()
  const source = await made(bench, 'a')
  bench.write(pathOf(bench, source), 'qcow2', { at: mebibyte, bytes: 65_536, byte: 9 })
  const expected = bench.contentHash(pathOf(bench, source), 'qcow2')
  for (const [index, format] of (['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx'] as const).entries()) {
    const path = bench.path(`foreign-${format}`)
    await bench.store.exportTo([source], sizeBytes, { path, format, compress: false }, job)
    const key = keyIn(bench, `i${index}`, index % 2 === 0 ? 'qcow2' : 'raw')
    await bench.store.takeIn({ path, format: undefined }, key, job)
    await bench.store.keep(key)
    assert.equal(bench.contentHash(pathOf(bench, key), key.format), expected, format)
  }
  const leading = bench.path('leading')
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-F', 'raw', '-b', '/etc/passwd', leading, '1M'])
  const refused = bench.store.takeIn({ path: leading, format: undefined }, keyIn(bench, 'z'), job)
  await assert.rejects(refused, { code: 'image.refused' })
  assert.ok(!bench.files().some((name) => name.startsWith('.')))
})
