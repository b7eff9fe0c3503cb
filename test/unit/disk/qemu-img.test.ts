import assert from 'node:assert/strict'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkDisk } from '../../../src/disk/check.ts'
import { haveSameContent } from '../../../src/disk/compare.ts'
import { convertDisk } from '../../../src/disk/convert.ts'
import { createDisk } from '../../../src/disk/create.ts'
import { readInfo } from '../../../src/disk/info.ts'
import { layerName } from '../../../src/disk/layer.ts'
import { measureDisk } from '../../../src/disk/measure.ts'
import { qemuImg } from '../../../src/disk/qemu-img.ts'
import { resizeDisk } from '../../../src/disk/resize.ts'
import { RunError } from '../../../src/host/run.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { diskFormats } from '../../../src/model/disk-format.ts'

const job = { signal: new AbortController().signal }
const mebibyte = 2 ** 20
const sizeBytes = 8 * mebibyte

test('disks of every format are made, measured, checked, copied and compared', async () => {
  await using folder = await TempDir.make('stroj-disk')
  for (const format of diskFormats) {
    const layer = { path: join(folder.path, `disk.${format}`), format }
    await createDisk({ ...layer, sizeBytes }, job)
    const { state } = await checkDisk(layer, sizeBytes, job)
    assert.equal(state, format === 'raw' || format === 'vhd' ? 'not-checkable' : 'sound')
    const { requiredBytes, fullBytes } = await measureDisk(layer, 'qcow2', sizeBytes, job)
    assert.ok(requiredBytes <= fullBytes)
    const copy = { path: join(folder.path, `copy-of-${format}`), format: 'qcow2' } as const
    await convertDisk(layer, sizeBytes, { ...copy, mostBytes: fullBytes + mebibyte }, job)
    assert.equal(await haveSameContent(layer, copy, sizeBytes, job), true)
  }
})

test('what a disk of ours stands on is named by us, and never by its header', async () => {
  await using folder = await TempDir.make('stroj-disk')
  const base = { path: join(folder.path, 'base.raw'), format: 'raw' } as const
  await writeFile(base.path, Buffer.alloc(mebibyte, 'b'))
  const overlay = { path: join(folder.path, 'overlay'), format: 'qcow2' } as const
  await createDisk({ ...overlay, sizeBytes: mebibyte, backing: { path: '/nowhere', format: 'raw' } }, job)
  const named = { ...overlay, backing: base }
  assert.equal(await haveSameContent(named, base, mebibyte, job), true)
  assert.equal(await haveSameContent(overlay, base, mebibyte, job), false)
  const flattened = {
    path: join(folder.path, 'flat'),
    format: 'qcow2',
    mostBytes: 4 * mebibyte,
    isCompressed: true,
  } as const
  await convertDisk(named, mebibyte, { ...flattened, options: ['compression_type=zstd'] }, job)
  assert.equal(await haveSameContent(flattened, base, mebibyte, job), true)
})

test('a disk is given another size, and loses nothing unless that was said', async () => {
  await using folder = await TempDir.make('stroj-disk')
  const layer = { path: join(folder.path, 'disk'), format: 'qcow2' } as const
  await createDisk({ ...layer, sizeBytes, options: ['cluster_size=128k', 'extended_l2=on'] }, job)
  await resizeDisk(layer, { sizeBytes: 2 * sizeBytes, mayShrink: false, preallocation: 'metadata' }, job)
  assert.equal((await readInfo(layer, { isShared: true }, job))['virtual-size'], 2 * sizeBytes)
  await assert.rejects(resizeDisk(layer, { sizeBytes, mayShrink: false }, job), RunError)
  await resizeDisk(layer, { sizeBytes, mayShrink: true }, job)
  assert.equal((await readInfo(layer, {}, job))['virtual-size'], sizeBytes)
})

test('a disk that packs names of other files into its options reaches none of them', () => {
  const name = layerName({ path: '/a,file.filename=/etc/passwd', format: 'qcow2' })
  assert.deepEqual(JSON.parse(name.slice('json:'.length)), {
    driver: 'qcow2',
    file: { driver: 'file', filename: '/a,file.filename=/etc/passwd' },
    backing: null,
  })
  for (const path of ['nbd://host/x', 'json:{}', '-U', 'a:b'])
    assert.throws(() => layerName({ path, format: 'raw' }), /absolute/)
})

test('a copy cannot grow beyond what was measured', async () => {
  await using folder = await TempDir.make('stroj-disk')
  const source = { path: join(folder.path, 'disk.raw'), format: 'raw' } as const
  await writeFile(source.path, Buffer.alloc(sizeBytes, 'x'))
  const target = { path: join(folder.path, 'copy'), format: 'qcow2', mostBytes: mebibyte } as const
  await assert.rejects(convertDisk(source, sizeBytes, target, job), RunError)
})

test('every call has its limits, and each operand stands behind a double dash', async () => {
  await using folder = await TempDir.make('stroj-disk')
  const seen = join(folder.path, 'seen')
  await writeFile(
    join(folder.path, 'prlimit'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >>'${seen}'\necho '{"required":1,"fully-allocated":1}'\n`,
  )
  await chmod(join(folder.path, 'prlimit'), 0o755)
  const before = process.env['PATH']
  process.env['PATH'] = `${folder.path}:${before}`
  try {
    const layer = { path: '/-x', format: 'qcow2' } as const
    await qemuImg({ verb: 'info', disks: [layer], limits: { diskBytes: 0 } }, job)
    await createDisk({ ...layer, sizeBytes }, job)
    await measureDisk(layer, 'qcow2', sizeBytes, job)
  } finally {
    process.env['PATH'] = before
  }
  const calls = (await readFile(seen, 'utf8')).split('--fsize=').slice(1)
  assert.equal(calls.length, 3)
  for (const call of calls) {
    assert.match(
      call,
      /^(?:\d+|unlimited)\n--cpu=\d+\n--as=\d+\n--nofile=64\n--core=0\n--\n(?:\/[^\n]*bwrap\n--unshare-all\n(?:[^\n]+\n)+?--\n)?qemu-img\n/,
    )
    assert.match(call, /\n--\n(?:json:\{"driver":"qcow2".*|\/-x\n\d+)\n/)
  }
})

test('a call ends with its signal', async () => {
  const reason = new Error('no longer wanted')
  const call = {
    verb: 'info',
    disks: [{ path: '/dev/null', format: 'raw' }],
    limits: { diskBytes: 0 },
  } as const
  await assert.rejects(qemuImg(call, { signal: AbortSignal.abort(reason) }), (error) => error === reason)
})
