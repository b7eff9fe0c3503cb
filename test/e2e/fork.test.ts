import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'
import { sayWhoYouAre } from '../support/guest-identity.ts'
import { freePort } from '../support/free-port.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const small = ['--memory', '128MiB'] as const
/** An instance whose agent answers: one that boots is not forked. */
const run = (home: Home, name: string, more: readonly string[] = []) =>
  home.ok(['run', 'tiny', '--name', name, ...small, ...more, '--', 'true'])
const shell = async (home: Home, name: string, line: string) =>
  (await home.ok(['exec', name, '--', 'sh', '-c', line])).trim()

const disk = ['--set', 'disks=[{size: 16MiB}]'] as const
const read = (home: Home, name: string) =>
  shell(home, name, 'echo 3 > /proc/sys/vm/drop_caches; head -c 5 /dev/vda; true')
const write = (home: Home, name: string, five: string) =>
  shell(home, name, `echo -n ${five} | dd of=/dev/vda conv=notrunc 2>/dev/null; sync`)

test('forks, and forks of them, go on where the first stands, and share nothing that tells who they are', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  await shell(home, 'web', 'echo of-web > /tmp/note; sleep 100000 > /dev/null 2>&1 &')
  const { pauseMs } = await home.json<{ pauseMs: number }>(['fork', 'web', 'f1'])
  assert.ok(pauseMs > 0 && pauseMs < 5000, `${pauseMs} ms`)
  await home.ok(['fork', 'f1', 'f2', 'f3'])

  const words: string[] = []
  for (const name of ['web', 'f1', 'f2', 'f3']) {
    const said = (await shell(home, name, sayWhoYouAre)).split('\n')
    const { uuid } = await home.json<Instance>(['show', name])
    assert.equal(said[0], name)
    assert.equal(said[2], uuid)
    assert.equal(await shell(home, name, 'cat /tmp/note; pidof sleep > /dev/null && echo busy'), 'of-web\nbusy')
    words.push(...said)
  }
  assert.equal(new Set(words).size, words.length, words.join(' '))
  const clock = Number(await shell(home, 'f3', 'date +%s'))
  assert.ok(Math.abs(clock - Date.now() / 1000) < 30)
  await shell(home, 'f2', 'echo of-f2 > /tmp/note')
  assert.equal(await shell(home, 'f3', 'cat /tmp/note'), 'of-web')
  await home.ok(['rm', '--force', 'web', 'f1', 'f2', 'f3'])
})

test('disks are shared until somebody writes, and whoever goes takes nothing from the others', async () => {
  await using home = await Home.shared()
  await run(home, 'web', disk)
  await write(home, 'web', 'first')
  await home.ok(['fork', 'web', 'f1', 'f2'])
  await write(home, 'web', 'web!!')
  await write(home, 'f1', 'fork1')
  assert.deepEqual(await Promise.all(['web', 'f1', 'f2'].map((name) => read(home, name))), ['web!!', 'fork1', 'first'])
  const use = async (name: string) => (await home.json<Instance>(['show', name])).disk
  assert.ok(((await use('f2'))?.sharedBytes ?? 0) > 0)

  await home.ok(['rm', '--force', 'web', 'f1'])
  assert.equal((await use('f2'))?.sharedBytes, 0)
  await home.ok(['snapshot', 'create', 'f2', 'one'])
  await home.ok(['snapshot', 'rm', 'f2', 'one'])
  assert.equal(await read(home, 'f2'), 'first')
  await home.ok(['kill', 'f2'])
  await home.ok(['start', 'f2'])
  assert.equal(await read(home, 'f2'), 'first')
  assert.equal(await shell(home, 'f2', 'hostname'), 'f2')
  await home.ok(['rm', '--force', 'f2'])
})

test('a snapshot of the parent that goes leaves the disks of its fork alone', async () => {
  await using home = await Home.shared()
  await run(home, 'web', disk)
  await write(home, 'web', 'one!!')
  await home.ok(['snapshot', 'create', 'web', 'one'])
  await write(home, 'web', 'two!!')
  await home.ok(['fork', 'web', 'f1'])
  await write(home, 'web', 'three')
  await home.ok(['snapshot', 'create', 'web', 'two'])
  await write(home, 'web', 'four!')
  await home.ok(['snapshot', 'rm', 'web', 'one', 'two'])
  assert.deepEqual([await read(home, 'web'), await read(home, 'f1')], ['four!', 'two!!'])
  await home.ok(['kill', 'web', 'f1'])
  await home.ok(['snapshot', 'create', 'web', 'three'])
  await home.ok(['snapshot', 'rm', 'web', 'three'])
  await home.ok(['start', 'web', 'f1'])
  assert.deepEqual([await read(home, 'web'), await read(home, 'f1')], ['four!', 'two!!'])
  await home.ok(['rm', '--force', 'web', 'f1'])
})

test('an instance that began from a warm image is forked as any other', async () => {
  await using home = await Home.shared()
  await home.ok(['image', 'warm', 'tiny', ...small, ...disk], { timeoutMs: 600_000 })
  const { stderr } = await home.stroj(['run', 'tiny', '--name', 'web', '-d', ...small, ...disk])
  assert.doesNotMatch(stderr, /boots, since/)
  await home.ok(['fork', 'web', 'f1', 'f2'])
  await home.ok(['fork', 'f1', 'f3'])
  for (const name of ['web', 'f1', 'f2', 'f3']) assert.equal(await shell(home, name, 'hostname'), name)
  await write(home, 'f3', 'kept!')
  await home.ok(['snapshot', 'create', '--memory', 'f3', 'one'])
  await write(home, 'f3', 'later')
  await home.ok(['restore', '--force', 'f3', 'one'])
  assert.equal(await read(home, 'f3'), 'kept!')
  await home.ok(['fork', 'f3', 'f4'])
  assert.equal(await read(home, 'f4'), 'kept!')
  assert.equal(await shell(home, 'f3', 'hostname'), 'f3')
  await home.ok(['rm', '--force', 'web', 'f1', 'f2', 'f3', 'f4'])
  const kept = await home.json<{ id: string }[]>(['warm', 'ls'])
  await home.ok(['warm', 'rm', ...kept.map(({ id }) => id)])
})

test('a daemon that is killed while it forks leaves a whole fork or none, and the parent goes on', async () => {
  await using home = await Home.shared()
  await run(home, 'web', disk)
  await write(home, 'web', 'first')
  const phases = ['machine that waits', 'copying memory', 'identifiers', 'making the disks', 'waking', 'becomes itself']
  for (const phase of phases) {
    const pid = await home.daemonPid()
    const outcome = await home.stroj(['fork', 'web', 'f1'], {
      onOutput: ({ stderr }) => {
        if (stderr.includes(phase)) killOnce(pid)
      },
    })
    const names = (await home.ok(['ls', '-q'])).trim().split('\n')
    if (names.includes('f1')) {
      assert.equal(await shell(home, 'f1', 'hostname'), 'f1', phase)
      assert.equal(await read(home, 'f1'), 'first', phase)
      await home.ok(['rm', '--force', 'f1'])
    } else assert.notEqual(outcome.code, 0, phase)
    assert.equal((await home.json<Instance>(['show', 'web'])).state.kind, 'running', phase)
    assert.equal(await read(home, 'web'), 'first', phase)
    const kept = await home.json<{ id: string }[]>(['warm', 'ls'])
    assert.equal((await readdir(join(home.path, 'state/warm'))).length, kept.length, phase)
    assert.equal((await readdir(join(home.path, 'state/instances'))).length, 1, phase)
  }
  await home.ok(['fork', 'web', 'f1'])
  assert.equal(await read(home, 'f1'), 'first')
  await home.ok(['rm', '--force', 'web', 'f1'])
})

function killOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // More output came after it was gone.
  }
}

test('what cannot be forked is refused with the reason, and nothing is changed', async () => {
  await using home = await Home.shared()
  await run(home, 'web')
  await home.ok(['create', 'tiny', '--name', 'still', ...small])
  const refused = async (words: readonly string[], why: RegExp) => {
    const { code, stderr } = await home.stroj(['fork', ...words])
    assert.notEqual(code, 0)
    assert.match(stderr, why)
  }
  await refused(['web', 'still'], /"still"/)
  await refused(['web', 'web'], /"web"/)
  await refused(['web', 'f1', 'f1'], /same name/)
  await refused(['still', 'f1'], /start it first/)
  await refused(['nothing', 'f1'], /no instance "nothing"/)
  await refused(['web', 'f1', 'f2', '-p', '8081:80'], /several/)
  await home.ok(['warm', 'set', '--budget', '64MiB'])
  await refused(['web', 'f1'], /does not fit/)
  await home.ok(['warm', 'set', '--budget', '16GiB'])
  await home.ok(['pause', 'web'])
  await refused(['web', 'f1'], /is paused/)
  await home.ok(['resume', 'web'])
  assert.equal(await shell(home, 'web', 'hostname'), 'web')
  await home.ok(['rm', '--force', 'web', 'still'])
})

test('one that is parked is woken, and forks have the processors that were plugged in', async () => {
  await using home = await Home.shared()
  await run(home, 'web', [...disk, '--set', 'memoryMax=256MiB', '--set', 'park={after: 10s}'])
  await home.ok(['set', 'web', 'cpus=3'])
  const state = async () => (await home.json<Instance>(['show', 'web'])).state.kind
  await untilFound(120_000, async () => ((await state()) === 'parked' ? true : undefined))
  await home.ok(['fork', 'web', 'f1'])
  assert.equal(await shell(home, 'f1', 'nproc'), '3')
  await home.ok(['set', 'f1', 'cpus=1'])
  assert.equal(await shell(home, 'f1', 'nproc'), '1')
  assert.equal(await shell(home, 'web', 'nproc'), '3')
  await home.ok(['set', 'web', 'memory=192MiB'])
  const { code, stderr } = await home.stroj(['fork', 'web', 'f2'])
  assert.notEqual(code, 0)
  assert.match(stderr, /given 64MiB of memory while it ran/)
  await home.ok(['rm', '--force', 'web', 'f1'])
})

test('an instance that is forked again and again stands on no more than it needs, and reads what it wrote', async () => {
  await using home = await Home.shared()
  await run(home, 'web', disk)
  const { id } = await home.json<Instance>(['show', 'web'])
  const layers = async () =>
    (await readdir(join(home.path, 'state/instances', id))).filter((name) => name.startsWith('disk0.'))
  await home.ok(['fork', 'web', 'stays'])
  const counts: number[] = []
  for (const round of [1, 2, 3, 4, 5, 6]) {
    await write(home, 'web', `${round}-web`)
    await home.ok(['fork', 'web', 'goes'])
    await home.ok(['rm', '--force', 'goes'])
    counts.push((await layers()).length)
  }
  assert.ok(Math.max(...counts) <= 5, counts.join())
  assert.equal(await read(home, 'web'), '6-web')
  await home.ok(['rm', '--force', 'stays', 'web'])
})

test('what it would do can be read before', async () => {
  await using home = await Home.shared()
  await run(home, 'web', disk)
  const text = await home.ok(['explain', 'fork', 'web'])
  for (const said of ['truncate', 'pause-before-switchover', 'blockdev-snapshot', 'x-ignore-shared', 'qemu-img create'])
    assert.match(text, new RegExp(said))
  await home.ok(['rm', '--force', 'web'])
})

test('a fork lives on with its daemon, and the ports of the host lead to it when that is wanted', async () => {
  await using home = await Home.shared()
  const [first, second] = [await freePort(), await freePort()]
  await run(home, 'web', ['-p', `${first}:80`])
  await home.ok(['fork', '-p', `${second}:80`, 'web', 'f1'])
  const { spec } = await home.json<Instance>(['show', 'f1'])
  assert.deepEqual(
    spec.nics[0]?.forward.map(({ hostPort }) => hostPort),
    [second],
  )
  process.kill(await home.daemonPid(), 'SIGKILL')
  assert.equal(await shell(home, 'f1', 'hostname'), 'f1')
  await home.ok(['reset', 'f1'])
  assert.equal(await shell(home, 'f1', 'hostname'), 'f1')
  await home.ok(['rm', '--force', 'web', 'f1'])
})
