import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sayWhoYouAre } from '../support/guest-identity.ts'
import { untilFound } from '../support/until.ts'
import { Lab } from './lab.ts'

const minutes = 60_000
let lab: Lab

before(async () => {
  lab = await Lab.running()
})

const ana = (...words: readonly string[]) => lab.okAs('ana', ...words)

async function shell(name: string, line: string): Promise<string> {
  return (await ana('exec', '--wait', '240', name, '--', 'sh', '-c', line)).trim()
}

async function stateOf(name: string): Promise<string> {
  return (JSON.parse(await ana('show', name, '--format', 'json')) as { state: { kind: string } }).state.kind
}

/** What only its memory has. */
const mark = 'mkdir -p /m; mount -t tmpfs none /m; echo in memory > /m/note'

test('a guest on KVM is forked while it runs, is suspended and goes on, and is parked and woken, with its memory', async () => {
  await ana('run', 'tiny', '--name', 'web', '--accel', 'kvm', '--memory', '256MiB', '--disk', '64MiB', '--detach')
  await shell('web', mark)

  const { pauseMs } = JSON.parse(await ana('fork', 'web', 'twin', '--format', 'json')) as { pauseMs: number }
  assert.ok(pauseMs > 0)
  const said: string[] = []
  for (const name of ['web', 'twin']) {
    assert.match(await shell(name, 'dmesg'), /Hypervisor detected: KVM/)
    assert.equal(await shell(name, 'cat /m/note'), 'in memory')
    said.push(...(await shell(name, sayWhoYouAre)).split('\n'))
  }
  assert.equal(new Set(said).size, said.length, said.join(' '))
  await ana('rm', '--force', 'twin')

  await ana('suspend', 'web')
  assert.equal(await stateOf('web'), 'suspended')
  await ana('start', 'web')
  assert.equal(await shell('web', 'cat /m/note'), 'in memory')

  await ana('set', 'web', 'park.after=10s')
  await untilFound(3 * minutes, async () => ((await stateOf('web')) === 'parked' ? true : undefined))
  assert.equal(await shell('web', 'cat /m/note'), 'in memory')
  assert.equal(await stateOf('web'), 'running')
  await ana('rm', '--force', 'web')
})
