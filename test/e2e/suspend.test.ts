import assert from 'node:assert/strict'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const disk = ['--set', 'disks=[{size: 16MiB}]'] as const
const run = (home: Home, name: string, more: readonly string[] = []) =>
  home.ok(['run', 'tiny', '--name', name, '--memory', '128MiB', ...disk, ...more, '--', 'true'])
const shell = async (home: Home, name: string, line: string) =>
  (await home.ok(['exec', name, '--', 'sh', '-c', line])).trim()
const show = (home: Home, name: string) => home.json<Instance>(['show', name])
const stateOf = async (home: Home, name: string) => (await show(home, name)).state.kind
const uptime = async (home: Home, name: string) => Number((await shell(home, name, 'cat /proc/uptime')).split(' ')[0])

async function memoryOf(home: Home, name: string): Promise<string> {
  return join(home.path, 'state/instances', (await show(home, name)).id, 'suspended.memory')
}

async function mark(home: Home, name: string): Promise<void> {
  await shell(home, name, 'mkdir -p /m; mount -t tmpfs none /m; echo in memory > /m/note; echo -n disk! > /dev/vda')
}

async function assertMarked(home: Home, name: string): Promise<void> {
  assert.equal(await shell(home, name, 'cat /m/note; head -c 5 /dev/vda'), 'in memory\ndisk!')
}

test('a suspended instance has no process, and goes on as the same machine, with its memory and the time of the host', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  await mark(home, 'web')
  const names = 'hostname; cat /proc/sys/kernel/random/boot_id /sys/class/net/eth0/address'
  const [before, began] = [await shell(home, 'web', names), await uptime(home, 'web')]
  await home.ok(['suspend', 'web'])
  const { state, actions, disk: use } = await show(home, 'web')
  assert.deepEqual([state.kind, 'pid' in state, actions], ['suspended', false, ['start', 'kill']])
  assert.ok((use?.ownBytes ?? 0) > (await stat(await memoryOf(home, 'web'))).size / 2)
  process.kill(await home.daemonPid(), 'SIGKILL')
  assert.equal(await stateOf(home, 'web'), 'suspended')

  await home.ok(['start', 'web'])
  await assertMarked(home, 'web')
  assert.equal(await shell(home, 'web', names), before)
  assert.ok((await uptime(home, 'web')) > began)
  const clock = Number(await shell(home, 'web', 'date +%s'))
  assert.ok(Math.abs(clock - Date.now() / 1000) < 10)
  await assert.rejects(stat(await memoryOf(home, 'web')))
  await home.ok(['rm', '--force', 'web'])
})

test('processors and memory that were plugged in are there again, and what is set meanwhile waits', async () => {
  await using home = await Home.shared()
  await run(home, 'web', ['--set', 'memoryMax=256MiB'])
  await home.ok(['set', 'web', 'cpus=3', 'memory=192MiB'])
  await mark(home, 'web')
  await home.ok(['suspend', 'web'])
  await home.ok(['set', 'web', 'cpus=2'])
  assert.deepEqual(
    (await show(home, 'web')).pending.map(({ key }) => key),
    ['cpus'],
  )
  await home.ok(['start', 'web'])
  await assertMarked(home, 'web')
  assert.equal(await shell(home, 'web', 'nproc'), '2')
  assert.deepEqual((await show(home, 'web')).pending, [])
  await home.ok(['suspend', 'web'])
  await home.ok(['start', 'web'])
  await assertMarked(home, 'web')
  await home.ok(['rm', '--force', 'web'])
})

test('what began from a warm image, was forked, or stands on snapshots is suspended as any other', async () => {
  await using home = await Home.shared()
  await home.ok(['image', 'warm', 'tiny', '--memory', '128MiB', ...disk], { timeoutMs: 600_000 })
  await run(home, 'web')
  await home.ok(['fork', 'web', 'f1'])
  await run(home, 'cold', ['--set', 'memoryMax=256MiB'])
  await home.ok(['fork', 'cold', 'f2'])
  for (const name of ['web', 'f1', 'f2']) {
    await home.ok(['snapshot', 'create', name, 'one'])
    await mark(home, name)
  }
  await home.ok(['suspend', 'web', 'f1', 'f2'])
  const { code, stderr } = await home.stroj(['snapshot', 'restore', 'web', 'one'])
  assert.notEqual(code, 0)
  assert.match(stderr, /suspended/)
  await home.ok(['start', 'web', 'f1', 'f2'])
  for (const name of ['web', 'f1', 'f2']) {
    await assertMarked(home, name)
    assert.equal(await shell(home, name, 'hostname'), name)
  }
  await home.ok(['rm', '--force', 'web', 'f1', 'f2', 'cold'])
  const kept = await home.json<{ id: string }[]>(['warm', 'ls'])
  await home.ok(['warm', 'rm', ...kept.map(({ id }) => id)])
})

test('a daemon that is killed while it suspends or goes on leaves a guest that runs or a whole suspended one', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  await mark(home, 'web')
  const phases = [
    ['suspend', 'keeping memory'],
    ['suspend', 'once more'],
    ['start', 'checking'],
    ['start', 'starting QEMU'],
  ] as const
  for (const [action, phase] of phases) {
    const wanted = action === 'suspend' ? 'running' : 'suspended'
    if ((await stateOf(home, 'web')) !== wanted) await home.ok([wanted === 'running' ? 'start' : 'suspend', 'web'])
    const pid = await home.daemonPid()
    await home.stroj([action, 'web'], {
      onOutput: ({ stderr }) => {
        if (stderr.includes(phase)) killOnce(pid)
      },
    })
    const state = await stateOf(home, 'web')
    assert.ok(state === 'running' || state === 'suspended', `${phase}: ${state}`)
    if (state === 'suspended') await home.ok(['start', 'web'])
    await assertMarked(home, 'web')
    assert.deepEqual((await readdir(join(await memoryOf(home, 'web'), '..'))).toSorted(), [
      'disk1.qcow2',
      'engine.log',
      'serial.log',
      'shell.log',
    ])
  }
  await home.ok(['rm', '--force', 'web'])
})

function killOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // More output came after it was gone.
  }
}

test('a memory that somebody has written to is not gone on with, which is told, and it boots when that is thrown away', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  await mark(home, 'web')
  await home.ok(['suspend', 'web'])
  const file = await open(await memoryOf(home, 'web'), 'r+')
  await file.write('x', (await file.stat()).size >> 1)
  await file.close()
  const { code, stderr } = await home.stroj(['start', 'web'])
  assert.notEqual(code, 0)
  assert.match(stderr, /its memory is not what it was[^]*stroj kill web/)
  assert.equal(await stateOf(home, 'web'), 'suspended')
  await home.ok(['kill', 'web'])
  assert.equal(await stateOf(home, 'web'), 'stopped')
  await home.ok(['start', 'web'])
  assert.equal(await shell(home, 'web', 'ls /m/note 2>/dev/null; head -c 5 /dev/vda'), 'disk!')
  await home.ok(['suspend', 'web'])
  await home.ok(['rm', '--force', 'web'])
})

test('what is killed while it is suspended is stopped, and no memory of it is left', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  for (let round = 0; round < 5; round++) {
    const [, killed] = await Promise.all([home.stroj(['suspend', 'web']), home.stroj(['kill', 'web'])])
    assert.equal(killed.code, 0, killed.stderr)
    assert.equal(await stateOf(home, 'web'), 'stopped')
    await assert.rejects(stat(await memoryOf(home, 'web')))
    await home.ok(['start', 'web'])
  }
  await home.ok(['rm', '--force', 'web'])
})

test('what cannot be suspended is refused with the reason, and what it would do can be read before', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  const text = await home.ok(['explain', 'suspend', 'web'])
  for (const said of ['suspended.memory', '"migrate"', '"quit"']) assert.ok(text.includes(said), said)
  const refused = async (name: string, why: RegExp) => {
    const { code, stderr } = await home.stroj(['suspend', name])
    assert.notEqual(code, 0)
    assert.match(stderr, why)
  }
  await home.ok(['volume', 'create', 'data', '--size', '16MiB'])
  await home.ok(['volume', 'attach', 'data', 'web'])
  await refused('web', /has a volume/)
  await home.ok(['volume', 'detach', 'data', 'web'])
  await home.ok(['pause', 'web'])
  await refused('web', /is paused/)
  await home.ok(['resume', 'web'])
  await home.ok(['suspend', 'web'])
  await refused('web', /is suspended/)
  assert.match(await home.ok(['explain', 'start', 'web']), /-incoming fd:3/)
  await home.ok(['rm', '--force', 'web'])
  await home.ok(['volume', 'rm', 'data'])
})
