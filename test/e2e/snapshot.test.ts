import assert from 'node:assert/strict'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

async function inGuest(home: Home, line: string): Promise<string> {
  return (await home.ok(['exec', 'snap', '--', 'sh', '-c', line], { timeoutMs: 120_000 })).trim()
}

async function write(home: Home, text: string): Promise<void> {
  await inGuest(
    home,
    `printf ${text} > /tmp/text; dd if=/tmp/text of=/dev/vda bs=512 seek=2048 conv=sync,fsync 2>/dev/null`,
  )
}

async function read(home: Home): Promise<string> {
  return inGuest(home, 'dd if=/dev/vda bs=512 skip=2048 count=1 iflag=direct 2>/dev/null | head -c 4')
}

test('with its memory a guest goes on where it was: processes, files and disk', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'snap', '--disk', '64MiB', '--memory', '128MiB', '--detach'])
  await inGuest(home, 'sleep 100000 >/dev/null 2>&1 </dev/null & echo $! > /tmp/pid; echo one > /tmp/file')
  await inGuest(home, 'date -s @1000000000')
  await write(home, 'AAAA')
  const kept = await home.json<Snapshot>(['snapshot', 'create', '--memory', 'snap', 'then'])
  assert.deepEqual([kept.kind, kept.consistency, kept.isHere], ['memory', 'running', true])
  assert.ok(kept.pauseMs !== null && kept.pauseMs < 10_000)
  await inGuest(home, 'kill $(cat /tmp/pid); echo two > /tmp/file')
  await write(home, 'BBBB')
  const refused = await home.stroj(['restore', 'snap', 'then'])
  assert.notEqual(refused.code, 0)
  assert.match(refused.stderr, /is running/)
  await home.ok(['restore', '--force', 'snap', 'then'])
  assert.equal(await inGuest(home, 'cat /tmp/file; kill -0 $(cat /tmp/pid) && echo alive'), 'one\nalive')
  assert.equal(await read(home), 'AAAA')
  const seconds = Number(await inGuest(home, 'date +%s'))
  assert.ok(Math.abs(seconds - Date.now() / 1000) < 60, 'its clock is set')
  const twice = await home.json<Instance>(['restore', '--force', '--disks-only', 'snap', 'then'])
  assert.equal(twice.state.kind, 'stopped')
  await home.ok(['start', 'snap'])
  assert.equal(await read(home), 'AAAA')
  await home.ok(['rm', '--force', 'snap'])
})

test('snapshots are taken and removed while the guest writes, and each keeps what it had', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'snap', '--disk', '64MiB', '--memory', '128MiB', '--detach'])
  for (const text of ['AAAA', 'BBBB', 'CCCC', 'DDDD']) {
    await write(home, text)
    await home.ok(['snapshot', 'create', 'snap', text.toLowerCase()])
  }
  await write(home, 'EEEE')
  await home.ok(['snapshot', 'rm', 'snap', 'bbbb', 'dddd'])
  assert.equal(await read(home), 'EEEE')
  await home.ok(['stop', '--timeout', '20s', 'snap'])
  for (const text of ['AAAA', 'CCCC']) {
    await home.ok(['restore', 'snap', text.toLowerCase()])
    await home.ok(['start', 'snap'])
    assert.equal(await read(home), text)
    await home.ok(['kill', 'snap'])
  }
  await home.ok(['snapshot', 'rm', 'snap', 'aaaa', 'cccc'])
  assert.deepEqual(await home.json(['snapshot', 'ls', 'snap']), [])
  await home.ok(['start', 'snap'])
  assert.equal(await read(home), 'CCCC')
  await home.ok(['rm', '--force', 'snap'])
})

test('a daemon that is killed while it keeps a memory: the guest runs on, and the next one knows its disks', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'snap', '--disk', '64MiB', '--memory', '512MiB', '--detach'])
  await write(home, 'AAAA')
  await cutOff(home, ['snapshot', 'create', '--memory', 'snap', 'cut'], /^memory\./)
  // Where the kernel lets QEMU write behind the guest's back it never stood still; elsewhere it does until all is written.
  const running = async () =>
    (await home.json<Instance>(['show', 'snap'])).state.kind === 'running' ? true : undefined
  await untilFound(60_000, running)
  await write(home, 'BBBB')
  await home.ok(['snapshot', 'create', 'snap', 'after'])
  await home.ok(['kill', 'snap'])
  await home.ok(['start', 'snap'])
  assert.equal(await read(home), 'BBBB')
  await home.ok(['rm', '--force', 'snap'])
})

test('a daemon that is killed while it merges or goes back loses nothing, and the same request is met after', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'snap', '--disk', '1GiB', '--memory', '128MiB', '--detach'])
  await write(home, 'AAAA')
  await home.ok(['snapshot', 'create', 'snap', 'one'])
  await inGuest(home, 'dd if=/dev/urandom of=/dev/vda bs=1M seek=8 count=64 conv=fsync 2>/dev/null')
  const sum = await inGuest(home, 'dd if=/dev/vda bs=1M skip=8 count=64 2>/dev/null | sha256sum')
  await home.ok(['snapshot', 'create', 'snap', 'two'])
  await write(home, 'BBBB')
  await cutOff(home, ['snapshot', 'rm', 'snap', 'one'], /\.qcow2$/)
  assert.deepEqual(await namesOf(home), ['two'])
  await write(home, 'CCCC')
  await home.ok(['snapshot', 'create', 'snap', 'three'])
  assert.equal(await inGuest(home, 'dd if=/dev/vda bs=1M skip=8 count=64 2>/dev/null | sha256sum'), sum)

  await cutOff(home, ['restore', '--force', 'snap', 'two'], /\.qcow2\.new$/)
  assert.deepEqual(await namesOf(home), ['two', 'three'])
  await home.ok(['restore', '--force', 'snap', 'two'])
  await home.ok(['start', 'snap'])
  assert.equal(await read(home), 'AAAA')
  assert.equal(await inGuest(home, 'dd if=/dev/vda bs=1M skip=8 count=64 2>/dev/null | sha256sum'), sum)
  await home.ok(['rm', '--force', 'snap'])
})

test('what cannot be is refused with its reason, and a removal that is cancelled is finished by the next', async () => {
  await using home = await Home.shared()
  await home.ok(['volume', 'create', 'side', '--size', '1MiB'])
  await home.ok(['create', 'tiny', '--name', 'snap', '--disk', '1GiB', '--set', 'disks=[{volume: side}]'])
  const refused = async (words: readonly string[], reason: RegExp) => {
    const { code, stderr } = await home.stroj(words)
    assert.notEqual(code, 0)
    assert.match(stderr, reason)
  }
  await refused(['snapshot', 'create', 'snap', 'one'], /would be without volume "side"/)
  await home.ok(['snapshot', 'create', 'snap', 'one', '--leave-out'])
  await refused(['snapshot', 'create', 'snap', 'one', '--leave-out'], /has a snapshot named "one" already/)
  await refused(['snapshot', 'create', '--memory', 'snap'], /not running, so it has no memory/)
  await refused(['snapshot', 'rm', 'snap', 'on'], /Did you mean "one"/)
  await refused(['image', 'rm', 'tiny'], /snap/)
  await home.ok(['volume', 'detach', 'side', 'snap'])
  await home.ok(['volume', 'rm', 'side'])
  await home.ok(['start', 'snap'])
  await inGuest(home, 'dd if=/dev/urandom of=/dev/vda bs=1M count=64 conv=fsync 2>/dev/null')
  const sum = await inGuest(home, 'dd if=/dev/vda bs=1M count=64 2>/dev/null | sha256sum')
  await home.ok(['snapshot', 'create', 'snap', 'two'])
  let isAsked = false
  const { code } = await home.stroj(['snapshot', 'rm', 'snap', 'one'], {
    onOutput: ({ stderr }, stop) => {
      // A second one would not wait for the end.
      if (isAsked || !stderr.includes('merging')) return
      isAsked = true
      stop('SIGINT')
    },
  })
  assert.ok(code === 130 || code === 0)
  await home.ok(['snapshot', 'rm', 'snap', 'two'])
  assert.deepEqual(await namesOf(home), [])
  assert.equal(await inGuest(home, 'dd if=/dev/vda bs=1M count=64 2>/dev/null | sha256sum'), sum)
  await home.ok(['rm', '--force', 'snap'])
})

test('a schedule takes a snapshot when its time has come', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'snap', '--disk', '64MiB', '--memory', '128MiB', '--detach'])
  await home.ok(['set', 'snap', 'snapshots.every=1m', 'snapshots.keep=1'])
  const taken = new Set<string>()
  await home.stroj(['events', '-f', '-o', 'json'], {
    timeoutMs: 120_000,
    onOutput: ({ stdout }, stop) => {
      for (const [, name = ''] of stdout.matchAll(/(auto-[0-9-]+)/g)) taken.add(name)
      if (taken.size > 0) stop('SIGINT')
    },
  })
  assert.deepEqual(await namesOf(home), [...taken])
  await home.ok(['rm', '--force', 'snap'])
})

async function namesOf(home: Home): Promise<readonly string[]> {
  return (await home.json<readonly Snapshot[]>(['snapshot', 'ls', 'snap'])).map(({ name }) => name)
}

/** Kills the daemon as soon as this command makes it touch such a file of the instance. */
async function cutOff(home: Home, words: readonly string[], file: RegExp): Promise<void> {
  const [pid, { id }] = await Promise.all([home.daemonPid(), home.json<Instance>(['show', 'snap'])])
  let isKilled = false
  using watching = new DisposableStack()
  const watcher = watching.adopt(watch(join(home.path, 'state/instances', id)), (open) => open.close())
  watcher.on('change', (_kind, name) => {
    if (isKilled || !file.test(String(name))) return
    isKilled = true
    process.kill(pid, 'SIGKILL')
  })
  await home.stroj(words)
  assert.ok(isKilled)
}
