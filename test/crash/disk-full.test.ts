import assert from 'node:assert/strict'
import { cp, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { freeBytes } from '../../src/host/free-space.ts'
import type { Instance } from '../../src/model/instance.ts'
import { bootMedium } from '../support/boot-media.ts'
import { fillDisk } from '../support/fill-disk.ts'
import { Home } from '../support/home.ts'
import { untilRoomIsKept } from '../support/room-kept.ts'
import { mountSmallDisk, withoutMounts } from '../support/small-disk.ts'
import { untilFound } from '../support/until.ts'
import { createSmall, Writer } from '../support/writer.ts'

/** Whatever happens, nothing may have the disk open when it goes. */
function endOf(home: Home, names: readonly string[]): AsyncDisposable {
  return {
    [Symbol.asyncDispose]: async () => {
      await home.stroj(['rm', '--force', ...names])
      await home.stroj(['daemon', 'stop'])
    },
  }
}

test('F-07: a full disk pauses the guest and says why; once there is room it goes on by itself, and nothing is lost', {
  skip: withoutMounts,
  timeout: 180_000,
}, async () => {
  await using home = await Home.fresh()
  using _disk = mountSmallDisk(join(home.path, 'state'), 128)
  await using _end = endOf(home, ['writer'])
  const ballast = join(home.path, 'state/ballast')
  const writer = await Writer.create(home)
  const free = await freeBytes(join(home.path, 'state'))
  await writeFile(ballast, Buffer.alloc(free - 8 * 2 ** 20, 1))
  await home.ok(['start', 'writer'])

  const shown = () => home.json<Instance>(['show', 'writer'])
  const paused = await untilFound(60_000, async () => {
    const { state } = await shown()
    return state.kind === 'paused' ? state : undefined
  })
  assert.match(paused.reason ?? '', /^the disk of the host is full/)
  const { done: before } = await writer.writes()
  // A daemon that begins meanwhile knows it, too.
  await home.ok(['daemon', 'restart'])
  assert.equal((await shown()).state.kind, 'paused')

  await rm(ballast)
  await untilFound(30_000, async () => ((await writer.writes()).done > before + 20 ? true : undefined))
  await home.ok(['kill', 'writer'])
  await writer.assertNothingLost()
  await writer.remove()
})

test('F-07: on a disk without a byte left instances are ended and deleted, and a new daemon starts', {
  skip: withoutMounts,
  timeout: 180_000,
}, async () => {
  await using home = await Home.fresh()
  using _disk = mountSmallDisk(join(home.path, 'state'), 128)
  await using _end = endOf(home, ['one', 'two', 'three'])
  const medium = join(home.path, 'boot.iso')
  await writeFile(medium, bootMedium('C'))
  for (const name of ['one', 'two', 'three']) {
    await createSmall(home, name, medium)
  }
  await home.ok(['start', 'one', 'two'])
  await untilRoomIsKept(home.path)
  const ballast = join(home.path, 'state/ballast')
  await fillDisk(ballast)
  await home.ok(['kill', 'one'])
  await home.ok(['rm', '--force', 'two'])
  await home.ok(['daemon', 'restart'])
  await home.ok(['rm', 'one', 'three'])
  assert.equal((await home.ok(['ls', '-q'])).trim(), '')
  await rm(ballast)
  await rm(medium)
})

test('F-07: a guest is not kept, and none is forked, where the disk has no room for that or fills meanwhile; nothing of it is left', {
  skip: withoutMounts,
  timeout: 300_000,
}, async () => {
  await using home = await Home.fresh()
  using _disk = mountSmallDisk(join(home.path, 'state'), 768)
  await using _end = endOf(home, ['web'])
  await using downloads = await Home.shared()
  await downloads.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
  await cp(join(downloads.path, 'cache'), join(home.path, 'cache'), { recursive: true })
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 120_000 })
  const ballast = join(home.path, 'state/ballast')
  const kept = () => readdir(join(home.path, 'state/warm')).catch(() => [])

  await fillDisk(ballast)
  const refused = await home.stroj(['image', 'warm', 'tiny', '--memory', '128MiB'])
  assert.match(refused.stderr, /no room|is full|has .* free/)
  await rm(ballast)

  let filled: Promise<void> | undefined
  const warmed = await home.stroj(['image', 'warm', 'tiny', '--memory', '128MiB'], {
    timeoutMs: 200_000,
    onOutput: ({ stderr }) => {
      if (stderr.includes('booting')) filled ??= fillDisk(ballast)
    },
  })
  await filled
  assert.notEqual(warmed.code, 0, 'the disk was never full')
  assert.doesNotMatch(warmed.stderr, /\n\s+at /)
  await rm(ballast)
  assert.deepEqual(await kept(), [])

  await home.ok(['run', 'tiny', '--name', 'web', '--memory', '128MiB', '--', 'true'], { timeoutMs: 120_000 })
  await fillDisk(ballast)
  const forked = await home.stroj(['fork', 'web', 'f1'])
  assert.match(forked.stderr, /no room|is full|has .* free/)
  await rm(ballast)
  assert.equal((await home.ok(['ls', '-q'])).trim(), 'web')
  assert.deepEqual(await kept(), [])
  await home.ok(['fork', 'web', 'f1'])
  assert.equal((await home.ok(['exec', 'f1', '--', 'hostname'])).trim(), 'f1')
  await home.ok(['rm', '--force', 'web', 'f1'])
  await home.ok(['image', 'rm', 'tiny'])
})

test('F-07: layers of snapshots are merged only where there is room for all of it; the guest goes on, and the next removal does it', {
  skip: withoutMounts,
  timeout: 180_000,
}, async () => {
  await using home = await Home.fresh()
  using _disk = mountSmallDisk(join(home.path, 'state'), 160)
  await using _end = endOf(home, ['writer'])
  const ballast = join(home.path, 'state/ballast')
  const writer = await Writer.create(home)
  await home.ok(['start', 'writer'])
  await writer.snapshots(['one', 'two', 'three'], 60)
  await fillDisk(ballast)
  const merged = await home.stroj(['snapshot', 'rm', 'writer', 'two'])
  assert.match(merged.stderr, /is removed, but the disks that it kept still take room: .* needed/)

  await rm(ballast)
  await writer.untilWritten(60)
  for (const name of ['one', 'three']) await home.ok(['snapshot', 'rm', 'writer', name])
  await home.ok(['kill', 'writer'])
  await writer.assertSound()
  await writer.assertNothingLost()
  await writer.remove()
})
