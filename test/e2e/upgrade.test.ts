import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { EarlierBuild, whyNoEarlier } from '../support/earlier-build.ts'
import { Home } from '../support/home.ts'

const isRoot = process.getuid?.() === 0

async function show(home: Home, name: string): Promise<Instance> {
  return home.json<Instance>(['show', name])
}

function pidOf({ state }: Instance): number {
  assert.ok('pid' in state, state.kind)
  return state.pid
}

const inGuest = async (home: Home, name: string, line: string): Promise<string> =>
  (await home.ok(['exec', name, '--', 'sh', '-c', line])).trim()

test('guests of an earlier version run on under this one, which then does with them whatever it does with its own', {
  skip: whyNoEarlier(),
}, async () => {
  await using earlier = await EarlierBuild.make()
  await using home = await Home.fresh()
  const before = async (...words: readonly string[]) => home.ok(words, { program: earlier.program, timeoutMs: 600_000 })
  await before('image', 'build', 'tiny')
  await before('volume', 'create', 'data', '--size', '8MiB')
  await before('run', 'tiny', '--name', 'one', '-d', '--disk', '64MiB', '--memory', '128MiB', '--set', 'labels.a=b')
  await before('create', 'tiny', '--name', 'two', '--memory', '128MiB')
  await before('snapshot', 'create', 'one', 'early')
  await before('volume', 'attach', 'data', 'one')
  await before('exec', 'one', '--', 'sh', '-c', 'echo kept > /dev/vda; echo there > /dev/vdb; sync; echo on > /tmp/was')
  const old = JSON.parse(await before('show', 'one', '--format', 'json')) as Instance
  const oldDaemon = await home.daemonPid()

  await home.ok(['daemon', 'restart'])
  const daemon = await home.daemonPid()
  assert.notEqual(daemon, oldDaemon)
  assert.ok(!(await readFile(`/proc/${daemon}/cmdline`, 'utf8')).includes(earlier.folder))
  const now = await show(home, 'one')
  assert.equal(pidOf(now), pidOf(old))
  assert.deepEqual([now.uuid, now.state, now.spec.labels], [old.uuid, old.state, { a: 'b' }])
  assert.equal(await inGuest(home, 'one', 'cat /tmp/was'), 'on')
  if (isRoot) {
    assert.equal(now.confinement?.ownUser, false)
    assert.match(now.confinement.reason, /was started by an earlier version/)
  }
  await assertConsole(home, 'one')

  await home.ok(['volume', 'detach', 'data', 'one'])
  await home.ok(['snapshot', 'create', '--memory', 'one', 'whole'])
  await home.ok(['volume', 'attach', 'data', 'one'])
  assert.equal(await inGuest(home, 'one', 'head -c 5 /dev/vdb'), 'there')
  await home.ok(['stop', 'one'])
  await home.ok(['start', 'one', 'two'])
  if (isRoot) assert.equal((await show(home, 'one')).confinement?.ownUser, true)
  assert.equal(await inGuest(home, 'one', 'head -c 4 /dev/vda; ls /tmp/was 2>&1 | tail -c 2'), 'kepty')
  assert.equal(await inGuest(home, 'two', 'hostname'), 'two')
  await home.ok(['stop', 'one'])
  await home.ok(['volume', 'detach', 'data', 'one'])
  await home.ok(['restore', 'one', 'whole'])
  assert.equal(await inGuest(home, 'one', 'cat /tmp/was'), 'on')
  await home.ok(['snapshot', 'rm', 'one', 'early'])
  await home.ok(['rm', '--force', 'one', 'two'])
  await home.ok(['volume', 'rm', 'data'])
})

async function assertConsole(home: Home, name: string): Promise<void> {
  const { stdout } = await home.stroj(['console', name], {
    stdin: 'echo $((6*7)) on $(tty)\n',
    onOutput: (soFar, stop) => {
      if (soFar.stdout.includes('42 on')) stop('SIGTERM')
    },
  })
  assert.match(stdout, /42 on \/dev\/ttyS0/)
}
