import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Lab } from './lab.ts'
import { reportOf, told } from './report.ts'

const minutes = 60_000
const asked = ['host', '--format', 'json']
let lab: Lab

before(async () => {
  lab = await Lab.running()
})

test('who is not in the group kvm is told so, and what mends it', async () => {
  const report = reportOf(await lab.strojAs('ivo', asked))
  assert.equal(report.facts.kvm.obstacle, 'denied')
  assert.match(told(report, 'KVM'), /^warning \| ivo may not open \/dev\/kvm \|.*\| sudo usermod -a -G kvm ivo$/)
})

test('without the group a demand for KVM is refused, and a wish falls back to emulation', async () => {
  const demanded = await lab.strojAs('ivo', ['run', 'tiny', '--accel', 'kvm', '--rm', '--', 'true'])
  assert.notEqual(demanded.code, 0)
  assert.match(demanded.stderr, /demands KVM.*ivo may not open \/dev\/kvm/)
  await lab.strojAs('ivo', ['run', 'tiny', '--name', 'slow', '--detach'], { timeoutMs: 2 * minutes })
  const { stdout } = await lab.strojAs('ivo', ['show', 'slow', '--format', 'json'])
  await lab.strojAs('ivo', ['rm', '--force', 'slow'])
  const { acceleration } = JSON.parse(stdout) as { acceleration: Record<'kind' | 'isolation' | 'reason', string> }
  assert.deepEqual([acceleration.kind, acceleration.isolation], ['tcg', 'none'])
  assert.match(acceleration.reason, /ivo may not open/)
})

test('a user whom root puts into the group can use KVM after the next login, and is told so before', async () => {
  const fixed = await lab.stroj(['host', 'fix', 'kvm-group', '--user', 'mia', '--yes'])
  assert.equal(fixed.code, 0, fixed.stderr)
  assert.match(await lab.ok(['id', '-nG', 'mia']), /\bkvm\b/)

  const old = reportOf(await lab.strojInOldSession('mia', asked))
  assert.deepEqual(old.inventory.user.kvmGroup, { exists: true, listed: true, active: false })
  assert.match(told(old, 'KVM'), /this login is older than that/)
  await lab.strojInOldSession('mia', ['daemon', 'stop'])

  const fresh = reportOf(await lab.strojAs('mia', asked))
  assert.deepEqual([fresh.inventory.user.kvmGroup.active, fresh.facts.kvm.usable], [true, true])
  await lab.strojAs('mia', ['daemon', 'stop'])
})

test('leaving the group again is the undo of it', async () => {
  const undone = await lab.stroj(['host', 'fix', 'kvm-group', '--user', 'mia', '--undo', '--yes'])
  assert.equal(undone.code, 0, undone.stderr)
  assert.doesNotMatch(await lab.ok(['id', '-nG', 'mia']), /\bkvm\b/)
})
