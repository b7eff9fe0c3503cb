import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { failBelow } from '../support/faulty-layer.ts'
import { Home } from '../support/home.ts'
import { Writer } from '../support/writer.ts'

/** errno(3). */
const [noSpace, inputOutput] = [28, 5]

test('F-08: a merge that meets errors below its qcow2 file fails as a whole; the guest is told of none, and the next one does it', {
  timeout: 240_000,
}, async () => {
  await using home = await Home.fresh()
  const writer = await Writer.create(home)
  await home.ok(['start', 'writer'])
  await writer.snapshots(['one', 'two', 'three'], 40)
  const base = { node: 'disk0-image', file: 'disk0.qcow2' }
  await failBelow(join(home.path, 'run/i', writer.id, 'rescue.sock'), base, [
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
    await writer.untilWritten(40)
  }
  await home.ok(['snapshot', 'rm', 'writer', 'three'])
  await home.ok(['kill', 'writer'])
  await writer.assertSound()
  await writer.assertNothingLost()
  await writer.remove()
})
