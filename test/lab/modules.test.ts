import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Lab } from './lab.ts'
import { reportOf, told } from './report.ts'

const minutes = 60_000
let lab: Lab

before(async () => {
  lab = await Lab.running()
})

test('KVM is not taken from a guest that runs, which is named', async () => {
  const { code, stderr } = await lab.strojAs('ana', ['run', 'tiny', '--name', 'holder', '--accel', 'kvm', '--detach'], {
    timeoutMs: 2 * minutes,
  })
  assert.equal(code, 0, stderr)
  const refused = await lab.stroj(['host', 'release-kvm', '--yes'])
  assert.notEqual(refused.code, 0)
  assert.match(refused.stderr, /qemu-system-x86|holder/)
  assert.match(await lab.ok(['lsmod']), /^kvm_amd /m)
  await lab.strojAs('ana', ['rm', '--force', 'holder'])
})

test('KVM is unloaded in order, is told as unloaded, and comes back', async () => {
  const explained = await lab.stroj(['host', 'release-kvm', '--dry-run'])
  assert.equal(explained.code, 0, explained.stderr)
  assert.match(explained.stdout, /modprobe (?:-r|--remove) kvm_amd[\s\S]*modprobe (?:-r|--remove) kvm\b/)
  assert.match(await lab.ok(['lsmod']), /^kvm_amd /m)

  const released = await lab.stroj(['host', 'release-kvm', '--yes'])
  assert.equal(released.code, 0, released.stderr)
  assert.doesNotMatch(await lab.ok(['lsmod']), /^kvm/m)
  const without = reportOf(await lab.stroj(['host', '--format', 'json']))
  assert.match(told(without, 'KVM'), /^warning \| the module kvm(?:_amd)? is not loaded .*\| sudo modprobe kvm_amd$/)

  const back = await lab.stroj(['host', 'use-kvm', '--yes'])
  assert.equal(back.code, 0, back.stderr)
  assert.equal(reportOf(await lab.stroj(['host', '--format', 'json'])).facts.kvm.usable, true)
})

test('guests of guests can be forbidden by the host; a demand is refused then, and stroj mends it', async () => {
  await lab.ok(['modprobe', '--remove', 'kvm_amd'])
  await lab.ok(['modprobe', 'kvm_amd', 'nested=0'])
  const wish = ['run', 'tiny', '--accel', 'kvm', '--rm', '--set', 'nested=true', '--', 'true']
  const refused = await lab.stroj(wish)
  assert.notEqual(refused.code, 0)
  assert.match(refused.stderr, /host fix nested/)
  const fixed = await lab.stroj(['host', 'fix', 'nested', '--yes'])
  assert.equal(fixed.code, 0, fixed.stderr)
  assert.match(await lab.ok(['cat', '/sys/module/kvm_amd/parameters/nested']), /^[1Y]/)
  const undone = await lab.stroj(['host', 'fix', 'nested', '--undo', '--yes'])
  assert.equal(undone.code, 0, undone.stderr)
})

test('a module that is kept out is told with the file that does it', async () => {
  await lab.ok(['modprobe', '--remove', 'kvm_amd'])
  const file = '/etc/modprobe.d/no-kvm.conf'
  await lab.ok(['sh', '-c', `echo 'install kvm_amd /bin/false' > ${file}`])
  const report = reportOf(await lab.stroj(['host', '--format', 'json']))
  assert.match(told(report, 'KVM'), /the module kvm_amd is disabled .*\/etc\/modprobe\.d\/no-kvm\.conf/)
  await lab.ok(['rm', file])
  await lab.ok(['modprobe', 'kvm_amd'])
})
