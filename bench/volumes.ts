import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TempDir } from '../src/host/temp-dir.ts'
import { VolumeId } from '../src/model/name.ts'
import { openVolumeStore } from '../src/pool/open-volume-store.ts'
import type { VolumeKey } from '../src/plan/volume/scene.ts'
import { type Measure, table, timed } from './kit/figures.ts'

/** Conversions and new linked clones, against qemu-img run by hand. */
const rounds = Number(process.argv[2] ?? 5)
const mebibyte = 2 ** 20
const sizeBytes = Number(process.argv[3] ?? 256) * mebibyte

await using home = await TempDir.make('stroj-bench')
const state = join(home.path, 'state')
mkdirSync(state)
const store = openVolumeStore({ state, runtime: home.path, cache: home.path })
await store.requirePlace(store.defaultPlace)
const job = { signal: new AbortController().signal, report: () => {} }
const key = (letter: string, format: VolumeKey['format']): VolumeKey => ({
  place: store.defaultPlace,
  id: VolumeId.parse(letter.padEnd(10, '0')),
  format,
})

const source = key('a', 'raw')
writeFileSync(store.path(source) ?? '', halfPackable(sizeBytes))
const byHand = join(home.path, 'by-hand.qcow2')
const hand = (...words: string[]) => {
  const { status, stderr } = spawnSync('qemu-img', words)
  if (status !== 0) throw new Error(String(stderr))
}

const zstd = { compression: 'zstd' } as const
const ways = [
  {
    title: 'raw to qcow2',
    raw: () => hand('convert', '-f', 'raw', '-O', 'qcow2', store.path(source) ?? '', byHand),
    ours: () => store.copy({ from: [source], sizeBytes, key: key('b', 'qcow2'), layout: {}, compress: false }, job),
  },
  {
    title: 'raw to qcow2, packed with zstd',
    raw: () =>
      hand(
        'convert',
        '-c',
        '-f',
        'raw',
        '-O',
        'qcow2',
        '-o',
        'compression_type=zstd',
        store.path(source) ?? '',
        byHand,
      ),
    ours: () => store.copy({ from: [source], sizeBytes, key: key('b', 'qcow2'), layout: zstd, compress: true }, job),
  },
  {
    title: 'a linked clone',
    raw: () => hand('create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', store.path(source) ?? '', byHand),
    ours: () =>
      store.create({ key: key('b', 'qcow2'), sizeBytes, layout: {}, preallocation: 'off', base: source }, job),
  },
]

for (const { title, raw, ours } of ways) {
  const measures: readonly (Measure & { runs: number[] })[] = [
    { name: 'qemu-img by hand', runs: [] },
    { name: 'stroj', runs: [] },
  ]
  for (let round = 0; round < rounds; round++) {
    rmSync(byHand, { force: true })
    measures[0]?.runs.push(await timed(async () => raw()))
    measures[1]?.runs.push(await timed(ours))
    await store.discard(key('b', 'qcow2'))
  }
  console.log(table(title, `${sizeBytes / mebibyte} MiB, until the file is there, before it is durable`, measures))
}

/** Noise and zeros in turn, so that a packer has something to do. */
function halfPackable(bytes: number): Uint8Array {
  const content = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 2 * 65_536) crypto.getRandomValues(content.subarray(at, at + 65_536))
  return content
}
