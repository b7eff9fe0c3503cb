import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseAcceleration } from '../../../../src/plan/instance/acceleration.ts'
import { facts, noKvm, withKvm } from '../../../support/facts.ts'

const emulated = (reason: string) => ({ kind: 'tcg', reason, isolation: 'none' })
const hardware = { kind: 'kvm', reason: withKvm.reason, isolation: 'hardware' }

for (const [wish, kvm, chosen] of [
  ['auto', withKvm, hardware],
  ['auto', noKvm, emulated(noKvm.reason)],
  ['kvm', withKvm, hardware],
  ['tcg', withKvm, emulated('the spec asks for tcg')],
  ['tcg', noKvm, emulated('the spec asks for tcg')],
] as const) {
  test(`accel ${wish} where KVM ${kvm.usable ? 'works' : 'does not work'} is ${chosen.kind}, and says why`, () => {
    assert.deepEqual(chooseAcceleration(wish, 'x86_64', { ...facts, kvm }), { ok: true, plan: chosen })
  })
}

test('accel kvm where KVM does not work is refused with the reason', () => {
  const verdict = chooseAcceleration('kvm', 'x86_64', { ...facts, kvm: noKvm })
  assert.ok(!verdict.ok)
  assert.equal(verdict.refusal.code, 'host.no-kvm')
  assert.match(verdict.refusal.message, /neither vmx nor svm/)
})

test('KVM runs only the instructions of the host', () => {
  const host = { ...facts, kvm: withKvm }
  const reason = 'the guest is aarch64, and the processors of this host are x86_64'
  assert.deepEqual(chooseAcceleration('auto', 'aarch64', host), { ok: true, plan: emulated(reason) })
  const demanded = chooseAcceleration('kvm', 'aarch64', host)
  assert.ok(!demanded.ok)
  assert.match(demanded.refusal.message, /the guest is aarch64/)
})
