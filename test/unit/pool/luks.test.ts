import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { VolumeJob } from '../../../src/contract/volume-store.ts'
import type { Fault } from '../../../src/model/fault.ts'
import { VolumeId } from '../../../src/model/name.ts'
import type { VolumeFormat } from '../../../src/model/volume.ts'
import type { VolumeKey } from '../../../src/plan/volume/scene.ts'
import { VolumesBench } from '../../support/volumes-bench.ts'

const job: VolumeJob = { signal: new AbortController().signal, report: () => {} }
const mebibyte = 2 ** 20
const sizeBytes = 4 * mebibyte
const [first, second] = ['correct horse, battery', 'staple "and" more']

/** An encrypted volume, with the file of its passphrase as the service finds it. */
async function made(bench: VolumesBench, format: VolumeFormat): Promise<VolumeKey> {
  const { store } = bench
  const key = { place: store.defaultPlace, id: VolumeId.parse('a000000000'), format }
  await store.requirePlace(key.place)
  await store.keepKey(key.id, first)
  await store.create({ key, sizeBytes, layout: {}, preallocation: 'off', base: null, encrypt: true }, job)
  await store.keep(key)
  return opened(bench, key)
}

async function opened({ store }: VolumesBench, key: VolumeKey): Promise<VolumeKey> {
  const keyFile = await store.keyFile(key.id)
  return { ...key, ...(keyFile !== undefined && { keyFile }) }
}

/** What a guest writes, through the encryption. */
function write(path: string, { format, keyFile = '' }: VolumeKey, byte: number): void {
  const node =
    format === 'luks'
      ? `driver=luks,key-secret=k,file.filename=${path}`
      : `driver=qcow2,encrypt.format=luks,encrypt.key-secret=k,file.filename=${path}`
  const words = ['--object', `secret,id=k,file=${keyFile}`, '--image-opts', '-c', `write -P ${byte} 1M 64k`, node]
  execFileSync('qemu-io', words)
}

for (const format of ['qcow2', 'luks'] as const) {
  test(`an encrypted ${format} volume hides what is in it, and its copies read the same`, async () => {
    await using bench = await VolumesBench.open()
    const { store } = bench
    const key = await made(bench, format)
    const { encrypted, ...facts } = await store.facts(key, 'x')
    assert.deepEqual([encrypted, facts.sizeBytes], [true, sizeBytes])
    const path = store.path(key) ?? ''
    write(path, key, 0x77)
    assert.ok(!readFileSync(path).includes(Buffer.alloc(512, 0x77)))
    const plain = bench.path('plain')
    await store.exportTo([key], sizeBytes, { path: plain, format: 'raw', compress: false }, job)
    assert.ok(
      readFileSync(plain)
        .subarray(mebibyte, mebibyte + 65_536)
        .every((byte) => byte === 0x77),
    )

    const id = VolumeId.parse('b000000000')
    await store.shareKey(key.id, id)
    const to = { place: key.place, id, format: format === 'luks' ? 'qcow2' : 'luks' } as const
    await store.copy({ from: [key], sizeBytes, key: to, layout: {}, compress: false, encrypt: true }, job)
    await store.keep(to)
    const again = bench.path('again')
    await store.exportTo([await opened(bench, to)], sizeBytes, { path: again, format: 'raw', compress: false }, job)
    assert.deepEqual(readFileSync(again), readFileSync(plain))
    await store.resize([key], 2 * sizeBytes, 'grow', job.signal)
    assert.equal((await store.facts(key, 'x')).sizeBytes, 2 * sizeBytes)
  })
}

test('another passphrase opens a volume, the old one no more, and what is kept is for its owner alone', async () => {
  await using bench = await VolumesBench.open()
  const { store } = bench
  const key = await made(bench, 'luks')
  await store.changeKey(key, second, job.signal)
  assert.equal(readFileSync(key.keyFile ?? '', 'utf8'), second)
  assert.equal(statSync(key.keyFile ?? '').mode & 0o777, 0o600)
  await store.forgetKey(key.id)
  const { keyFile: _forgotten, ...locked } = key
  assert.equal(await store.unlock(locked, first, job.signal), false)
  assert.equal(await store.keyFile(key.id), undefined)
  assert.equal(await store.unlock(locked, second, job.signal), true)
  assert.equal(readFileSync(key.keyFile ?? '', 'utf8'), second)
  assert.deepEqual(readdirSync(bench.path('state/secrets')), [key.id])
  await store.removeKeys(new Set())
  assert.deepEqual(readdirSync(bench.path('state/secrets')), [])
})

test('no passphrase stands on a command line', async () => {
  await using bench = await VolumesBench.open()
  const seen = bench.path('seen')
  const before = process.env['PATH']
  mkdirSync(bench.path('bin'))
  const real = execFileSync('sh', ['-c', 'command -v prlimit'], { encoding: 'utf8' }).trim()
  writeFileSync(bench.path('bin/prlimit'), `#!/bin/sh\necho "$@" >>'${seen}'\nenv >>'${seen}'\nexec ${real} "$@"\n`)
  chmodSync(bench.path('bin/prlimit'), 0o755)
  process.env['PATH'] = `${bench.path('bin')}:${before}`
  try {
    const key = await made(bench, 'qcow2')
    await bench.store.changeKey(key, second, job.signal)
  } finally {
    process.env['PATH'] = before
  }
  const text = readFileSync(seen, 'utf8')
  assert.match(text, /qemu-img create .*"qom-type":"secret"/)
  for (const passphrase of [first, second]) assert.ok(!text.includes(passphrase))
})

/** A program before the one that sets limits, which lets a change of passphrases be cut off where it is wanted. */
function cutOff(bench: VolumesBench, script: string): Disposable {
  const before = process.env['PATH']
  const real = execFileSync('sh', ['-c', 'command -v prlimit'], { encoding: 'utf8' }).trim()
  mkdirSync(bench.path('cut'), { recursive: true })
  writeFileSync(bench.path('cut/prlimit'), `#!/bin/sh\nreal=${real}\n${script}\nexec $real "$@"\n`)
  chmodSync(bench.path('cut/prlimit'), 0o755)
  process.env['PATH'] = `${bench.path('cut')}:${before}`
  return { [Symbol.dispose]: () => void (process.env['PATH'] = before) }
}

for (const [when, script, kept, gone] of [
  ['before the new passphrase is kept', 'case "$*" in *new-secret*) $real "$@"; exit 1;; esac', first, second],
  ['before the old passphrase is dropped', 'case "$*" in *old-secret*) exit 1;; esac', second, first],
] as const) {
  test(`a change that is cut off ${when} is told, and settled by the next daemon: one passphrase opens the volume`, async () => {
    await using bench = await VolumesBench.open()
    const { store } = bench
    const key = await made(bench, 'qcow2')
    {
      using _cut = cutOff(bench, script)
      await assert.rejects(store.changeKey(key, second, job.signal), (fault: Fault) => {
        assert.equal(fault.code, 'volume.failed')
        return /takes away the other/.test(fault.hint ?? '')
      })
    }
    assert.equal(readFileSync(key.keyFile ?? '', 'utf8'), kept)
    await store.removeKeys(new Set([key.id]))
    assert.equal(await store.settleKey(key, job.signal), true)
    assert.equal(await store.settleKey(key, job.signal), false)
    assert.deepEqual(readdirSync(bench.path('state/secrets')), [key.id])
    await store.forgetKey(key.id)
    const { keyFile: _forgotten, ...locked } = key
    assert.equal(await store.unlock(locked, gone, job.signal), false)
    assert.equal(await store.unlock(locked, kept, job.signal), true)
  })
}
