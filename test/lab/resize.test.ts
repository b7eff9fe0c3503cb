import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Lab } from './lab.ts'

let lab: Lab

before(async () => {
  lab = await Lab.running()
})

const ana = (...words: readonly string[]) => lab.okAs('ana', ...words)

/** What the guest has of processors: those that it uses, and those that are in the machine. */
async function processors(): Promise<readonly string[]> {
  const script = 'nproc; ls -d /sys/devices/system/cpu/cpu[0-9]* | wc -l'
  return (await ana('exec', '--wait', '240', 'size', '--', 'sh', '-c', script)).trim().split('\n')
}

test('on KVM processors come and go, come again, and a kept memory is gone back to with them', async () => {
  await ana('run', 'tiny', '--name', 'size', '--accel', 'kvm', '--memory', '256MiB', '--disk', '64MiB', '--detach')
  assert.deepEqual(await processors(), ['1', '1'])
  await ana('set', 'size', 'cpus=3')
  assert.deepEqual(await processors(), ['3', '3'])
  await ana('set', 'size', 'cpus=1')
  assert.deepEqual(await processors(), ['1', '1'])
  await ana('set', 'size', 'cpus=2')
  assert.deepEqual(await processors(), ['2', '2'])

  await ana('snapshot', 'create', 'size', 'then', '--memory')
  await ana('set', 'size', 'cpus=4')
  await ana('restore', '--force', 'size', 'then')
  assert.deepEqual(await processors(), ['2', '2'])
  await ana('rm', '--force', 'size')
})

test('on KVM a guest lets go of processors that it began with, and goes back to the memory of then', async () => {
  const sized = ['--cpus', '3', '--memory', '256MiB', '--disk', '64MiB']
  await ana('run', 'tiny', '--name', 'size', '--accel', 'kvm', ...sized, '--detach')
  assert.deepEqual(await processors(), ['3', '3'])
  await ana('set', 'size', 'cpus=1')
  assert.deepEqual(await processors(), ['1', '1'])
  await ana('snapshot', 'create', 'size', 'then', '--memory')
  await ana('restore', '--force', 'size', 'then')
  assert.deepEqual(await processors(), ['1', '1'])
  await ana('rm', '--force', 'size')
})
