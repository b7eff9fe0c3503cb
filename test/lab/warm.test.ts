import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { WarmImage } from '../../src/model/warm.ts'
import { untilFound } from '../support/until.ts'
import { Lab } from './lab.ts'
import { sayWhoYouAre } from '../support/guest-identity.ts'

const minutes = 60_000
const onKvm = ['--accel', 'kvm', '--memory', '256MiB'] as const
let lab: Lab

before(async () => {
  lab = await Lab.running()
})

async function ana(...words: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const { code, stdout, stderr } = await lab.strojAs('ana', words, { timeoutMs: 5 * minutes })
  assert.equal(code, 0, `${words.join(' ')}: ${stderr}`)
  return { stdout, stderr }
}

async function inside(name: string, ...words: readonly string[]): Promise<string> {
  return (await ana('exec', '--wait', '240', name, '--', ...words)).stdout
}

async function kept(): Promise<WarmImage> {
  const [first] = JSON.parse((await ana('warm', 'ls', '--format', 'json')).stdout) as WarmImage[]
  if (!first) throw new Error('no guest is kept')
  return first
}

/** What one that runs answers when it is asked who it is. */
async function identityOf(name: string): Promise<readonly string[]> {
  const words = (await inside(name, 'sh', '-c', sayWhoYouAre)).trim().split('\n')
  assert.equal(words[0], name)
  return words
}

async function pidOf(name: string): Promise<number | undefined> {
  const { state } = JSON.parse((await ana('show', name, '--format', 'json')).stdout) as { state: { pid?: number } }
  return state.pid
}

test('forks of a guest on KVM go on there, and share nothing that tells who they are', async () => {
  await ana('image', 'warm', 'tiny', ...onKvm)
  const said: string[] = []
  for (const name of ['f1', 'f2']) {
    await ana('run', 'tiny', '--name', name, '--detach', ...onKvm)
    said.push(...(await identityOf(name)))
    assert.match(await inside(name, 'dmesg'), /Hypervisor detected: KVM/)
  }
  assert.equal(new Set(said).size, said.length, said.join(' '))
  assert.equal((await kept()).uses, 2)

  const emulated = await ana('run', 'tiny', '--name', 'other', '--detach', '--accel', 'tcg', '--memory', '256MiB')
  assert.match(emulated.stderr, /boots, since no warm image has its .*accelerator/)
  assert.equal((await kept()).uses, 2)
  await ana('rm', '--force', 'f1', 'f2', 'other')
})

test('an instance on KVM takes a process that waited, and is itself in it', async () => {
  await ana('image', 'warm', 'tiny', ...onKvm, '--keep', '1')
  await untilFound(2 * minutes, async () => ((await kept()).pool.waiting === 1 ? true : undefined))
  const waiting = (await lab.ok(['pgrep', '--uid', 'ana', 'qemu-system'])).trim().split('\n').map(Number)
  await ana('run', 'tiny', '--name', 'f1', '--detach', ...onKvm)
  const pid = await pidOf('f1')
  assert.ok(pid !== undefined && waiting.includes(pid), `${pid} is none of ${waiting.join()}`)
  assert.match(await inside('f1', 'dmesg'), /Hypervisor detected: KVM/)
  await identityOf('f1')
  await ana('rm', '--force', 'f1')
  await ana('warm', 'rm', (await kept()).id)
})

test('a guest that is being kept warm does not keep KVM loaded', async () => {
  const warm = lab.stroj(['image', 'warm', 'tiny', ...onKvm], { timeoutMs: 5 * minutes })
  const ended = warm.then(({ stderr }) => `it has ended: ${stderr}`)
  const isRunning = async () => (await lab.run(['pgrep', '-f', '/root/stroj/state/warm/[.].*[.]new/memory'])).code === 0
  while (!(await isRunning())) assert.equal(await Promise.race([ended, Promise.resolve('')]), '')
  const released = await lab.stroj(['host', 'release-kvm', '--yes'])
  assert.equal(released.code, 0, released.stderr)
  assert.doesNotMatch(await lab.ok(['lsmod']), /^kvm/m)
  assert.notEqual((await warm).code, 0)
  assert.equal((await lab.stroj(['host', 'use-kvm', '--yes'])).code, 0)
})
