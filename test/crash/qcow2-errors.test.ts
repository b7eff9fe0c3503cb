import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { failBelow } from '../support/faulty-layer.ts'
import { Home } from '../support/home.ts'
import { assertStamped, stampingMedium, writesIn } from '../support/stamping-guest.ts'
import { untilFound } from '../support/until.ts'

const sectors = 32 * 2048

/** errno(3). */
const [noSpace, inputOutput] = [28, 5]

test('F-08: a merge that meets errors below its qcow2 file fails as a whole; the guest is told of none, and the next one does it', {
  timeout: 240_000,
}, async () => {
  await using home = await Home.fresh()
  const medium = join(home.path, 'stamp.iso')
  await writeFile(medium, stampingMedium(sectors))
  const small = ['--disk', '32MiB', '--memory', '32MiB', '--set', 'nics=[]']
  await home.ok(['create', '--name', 'writer', '--cdrom', medium, ...small])
  await home.ok(['start', 'writer'])
  const { id } = await home.json<Instance>(['show', 'writer'])
  const folder = join(home.path, 'state/instances', id)
  const writes = async () => writesIn(await readFile(join(folder, 'serial.log'), 'latin1'))
  const writeMore = async () => {
    const { done } = await writes()
    await untilFound(60_000, async () => ((await writes()).done > done + 40 ? true : undefined))
  }
  for (const name of ['one', 'two', 'three']) {
    await writeMore()
    await home.ok(['snapshot', 'create', 'writer', name])
  }
  await writeMore()

  await failBelow(join(home.path, 'run/i', id, 'rescue.sock'), { node: 'disk0-image', file: 'disk0.qcow2' }, [
    { event: 'cluster_alloc', errno: noSpace },
    { event: 'write_aio', errno: inputOutput },
  ])
  for (const [name, reason] of [
    ['one', /No space left/],
    ['two', /Input\/output error/],
  ] as const) {
    const merged = await home.stroj(['snapshot', 'rm', 'writer', name])
    assert.match(merged.stderr, /is removed, but the disks that it kept still take room/)
    assert.match(merged.stderr, reason)
    await writeMore()
  }
  await home.ok(['snapshot', 'rm', 'writer', 'three'])
  await home.ok(['kill', 'writer'])
  const [file = '', ...others] = (await readdir(folder)).filter((name) => /^disk0.*\.qcow2$/.test(name))
  assert.deepEqual(others, [], 'layers are left')
  const disk = join(home.path, 'disk.raw')
  const image = (...words: readonly string[]) => promisify(execFile)('qemu-img', words)
  await image('check', '-f', 'qcow2', join(folder, file))
  await image('convert', '-f', 'qcow2', '-O', 'raw', join(folder, file), disk)
  const { done, failed } = await writes()
  assert.equal(failed, 0, 'the guest was told of an error')
  assertStamped(await readFile(disk), sectors, done)
  await rm(disk)
  await home.ok(['rm', 'writer'])
  await rm(medium)
})
