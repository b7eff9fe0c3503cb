import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

test('one command runs in a new machine, passes its exit code on, and with --rm leaves nothing', async () => {
  await using home = await Home.shared()
  const { code, stdout } = await home.stroj([
    'run',
    'tiny',
    '--rm',
    '--',
    'sh',
    '-c',
    'echo "from $(uname -n)"; exit 7',
  ])
  assert.equal(code, 7)
  assert.match(stdout, /^from tiny-[a-z0-9]{4}\n$/)
  assert.deepEqual(await home.json(['ls']), [])
})

test('what is piped into run is the standard input of the command, and stderr stays apart', async () => {
  await using home = await Home.shared()
  const words = ['run', 'tiny', '--rm', '--', 'sh', '-c', 'tr a-z A-Z; echo aside >&2']
  const { code, stdout, stderr } = await home.stroj(words, { stdin: 'hello\n' })
  assert.equal(code, 0)
  assert.equal(stdout, 'HELLO\n')
  assert.match(stderr, /^aside$/m)
})

test('an instance lives: created, started, paused, resumed, reset, renamed, stopped, started again, removed', async () => {
  await using home = await Home.shared()
  const shown = (name: string) => home.json<Instance>(['show', name])
  await home.ok(['create', 'tiny', '--name', 'life', '--memory', '256MiB', '--label', 'tier=test'])
  assert.equal((await shown('life')).state.kind, 'stopped')

  await home.ok(['start', 'life'])
  const started = await shown('life')
  assert.equal(started.state.kind, 'running')
  assert.equal(started.acceleration?.isolation, started.acceleration?.kind === 'kvm' ? 'hardware' : 'none')
  assert.equal((await home.ok(['ls', '-q', '--filter', 'state=running,label=tier=test'])).trim(), 'life')

  await home.ok(['pause', 'life'])
  assert.equal((await shown('life')).state.kind, 'paused')
  await home.ok(['resume', 'life'])
  assert.equal((await home.ok(['exec', 'life', '--', 'nproc'])).trim(), '1')
  await home.ok(['reset', 'life'])
  assert.equal((await shown('life')).state.kind, 'running')

  await home.ok(['rename', 'life', 'other'])
  await home.ok(['set', 'other', 'cpus=8', 'memory=320MiB'])
  assert.deepEqual((await shown('other')).pending.map(({ key }) => key).toSorted(), ['cpus', 'memory'])
  await home.ok(['restart', 'other'])
  assert.deepEqual((await shown('other')).pending, [])
  assert.equal((await home.ok(['exec', 'other', '--', 'nproc'])).trim(), '8')

  await home.ok(['stop', 'other'])
  const stopped = await shown('other')
  assert.equal(stopped.state.kind, 'stopped')
  assert.deepEqual(stopped.actions, ['start', 'delete'])
  assert.match(await home.ok(['logs', 'other']), /BusyBox/)
  await home.ok(['rm', 'other'])
  assert.equal((await home.stroj(['show', 'other'])).code, 3)
})

test('a stop presses the power button, and the guest shuts down by itself', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'polite', '--detach'])
  await home.ok(['exec', 'polite', '--', 'true'])
  const { stderr } = await home.stroj(['stop', 'polite'])
  assert.doesNotMatch(stderr, /force/)
  await home.ok(['rm', 'polite'])
})

test('a command that runs too long is killed in the guest', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'slow', '--detach'])
  const { code, stderr } = await home.stroj(['exec', '--timeout', '1s', 'slow', '--', 'sleep', '600'])
  assert.equal(code, 7)
  assert.match(stderr, /longer than 1 second/)
  assert.doesNotMatch(await home.ok(['exec', 'slow', '--', 'ps']), /sleep 600/)
  await home.ok(['rm', '--force', 'slow'])
})

test('QEMU that is killed from outside: state and reason are told within 2 seconds, and it starts again', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'victim', '--detach'])
  const { state } = await home.json<Instance>(['show', 'victim'])
  assert.ok('pid' in state)
  process.kill(state.pid, 'SIGKILL')
  const deadline = performance.now() + 2000
  let seen = state as Instance['state']
  while (seen.kind === 'running' && performance.now() < deadline)
    seen = (await home.json<Instance>(['show', 'victim'])).state
  assert.equal(seen.kind, 'failed')
  assert.match('reason' in seen ? (seen.reason ?? '') : '', /signal 9|SIGKILL/)
  await home.ok(['start', 'victim'])
  await home.ok(['rm', '--force', 'victim'])
})

test('microvm boots the same image', async () => {
  await using home = await Home.shared()
  const { code, stdout } = await home.stroj([
    'run',
    'tiny',
    '--rm',
    '--machine',
    'microvm',
    '--',
    'ls',
    '/sys/bus/pci/devices',
  ])
  assert.equal(stdout, '')
  assert.ok(code === 0 || code === 1, 'a microvm has no PCI bus')
})
