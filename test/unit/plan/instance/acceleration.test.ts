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
    assert.deepEqual(chooseAcceleration(wish, { ...facts, kvm }), { ok: true, plan: chosen })
  })
}

test('accel kvm where KVM does not work is refused with the reason', () => {
  const verdict = chooseAcceleration('kvm', { ...facts, kvm: noKvm })
  assert.ok(!verdict.ok)
  assert.equal(verdict.refusal.code, 'host.no-kvm')
  assert.match(verdict.refusal.message, /neither vmx nor svm/)
})
