import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Lab } from './lab.ts'
import { mountPoint } from './project-disk.ts'

const minutes = 60_000
let lab: Lab

before(async () => {
  lab = await Lab.running()
})

test('a guest runs on the processor of the host, and sees it', async () => {
  const script = 'dmesg | grep -i "hypervisor detected"; grep -m 1 "model name" /proc/cpuinfo; uname -r'
  const words = ['run', 'tiny', '--accel', 'kvm', '--rm', '--', 'sh', '-c', script]
  const { code, stdout, stderr } = await lab.strojAs('ana', words, { timeoutMs: 3 * minutes })
  assert.equal(code, 0, stderr)
  assert.match(stdout, /Hypervisor detected: KVM/)
  const model = (await lab.ok(['grep', '-m', '1', 'model name', '/proc/cpuinfo'])).trim()
  assert.ok(stdout.includes(model), `${stdout} has not ${model}`)
})

test('Debian on KVM says of itself that it is there', async () => {
  const words = ['run', 'debian', '--accel', 'kvm', '--rm', '--', 'systemd-detect-virt']
  const { code, stdout, stderr } = await lab.strojAs('ana', words, { timeoutMs: 5 * minutes })
  assert.equal(code, 0, stderr)
  assert.equal(stdout.trim(), 'kvm')
})

test('an instance says that it is isolated by hardware', async () => {
  await lab.strojAs('ana', ['run', 'tiny', '--name', 'shown', '--detach'], { timeoutMs: 2 * minutes })
  const { stdout } = await lab.strojAs('ana', ['show', 'shown', '--format', 'json'])
  await lab.strojAs('ana', ['rm', '--force', 'shown'])
  const { acceleration } = JSON.parse(stdout) as { acceleration: { kind: string; isolation: string } }
  assert.deepEqual([acceleration.kind, acceleration.isolation], ['kvm', 'hardware'])
})

test('a CPU model by its name is what the guest has, features added and removed', async () => {
  // The emulated processor of the lab lacks this one feature of a Nehalem, and KVM makes up none.
  const cpus = (features: string) => `cpus={"count":2,"model":"Nehalem","features":[${features}]}`
  const lacking = ['run', 'tiny', '--accel', 'kvm', '--rm', '--set', cpus('"+aes"'), '--', 'true']
  const refused = await lab.strojAs('ana', lacking, { timeoutMs: 2 * minutes })
  assert.match(refused.stderr, /cannot give the guest these features of its processor: vme/)

  const script =
    'grep -c ^processor /proc/cpuinfo; grep -m 1 -o -w aes /proc/cpuinfo; grep -m 1 -o -w popcnt /proc/cpuinfo'
  const words = [
    'run',
    'tiny',
    '--accel',
    'kvm',
    '--rm',
    '--set',
    cpus('"-vme","+aes","-popcnt"'),
    '--',
    'sh',
    '-c',
    script,
  ]
  const { stdout, stderr } = await lab.strojAs('ana', words, { timeoutMs: 3 * minutes })
  assert.equal(stdout, '2\naes\n', stderr)
})

test('a guest can have virtualization itself when it asks for it, and has none else', async () => {
  const count = ['--', 'grep', '-c', '-w', 'svm', '/proc/cpuinfo']
  const plain = await lab.strojAs('ana', ['run', 'tiny', '--accel', 'kvm', '--rm', ...count], {
    timeoutMs: 3 * minutes,
  })
  const wish = ['run', 'tiny', '--accel', 'kvm', '--rm', '--set', 'nested=true']
  const nested = await lab.strojAs('ana', [...wish, ...count], { timeoutMs: 3 * minutes })
  assert.deepEqual([plain.stdout, nested.stdout], ['0\n', '1\n'], plain.stderr + nested.stderr)
})

test('a machine of root uses KVM as a user of its own, in namespaces of its own', async () => {
  const home = '/srv/stroj'
  await lab.ok(['cp', '-r', '--no-target-directory', `${mountPoint}/home`, home])
  await lab.ok(['chmod', '-R', 'go+X', home])
  const stroj = (...words: readonly string[]) =>
    lab.ok(['env', 'HOME=/root', `STROJ_HOME=${home}`, `${mountPoint}/stroj`, ...words])
  await stroj('run', 'tiny', '--name', 'own', '--accel', 'kvm', '--detach')
  assert.match(await stroj('exec', '--wait', '240', 'own', '--', 'dmesg'), /Hypervisor detected: KVM/)
  const { confinement } = JSON.parse(await stroj('show', 'own', '--format', 'json')) as Instance
  assert.deepEqual([confinement?.level, confinement?.ownUser], [3, true], confinement?.reason)
  await stroj('rm', '--force', 'own')
  await stroj('daemon', 'stop')
})
