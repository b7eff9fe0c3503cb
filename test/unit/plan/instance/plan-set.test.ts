import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceSpec } from '../../../../src/model/spec.ts'
import { pendingChanges } from '../../../../src/plan/instance/pending.ts'
import { planSet } from '../../../../src/plan/instance/plan-set.ts'
import { facts } from '../../../support/facts.ts'

const spec = InstanceSpec.parse({ image: 'debian:12', disk: '10GiB', labels: { tier: 'front' }, cdrom: '/a.iso' })

function set(change: Record<string, unknown>) {
  return planSet(spec, { spec: change }, facts)
}

test('only what is named changes', () => {
  assert.deepEqual(set({ memory: '2GiB' }), { ok: true, plan: { ...spec, memory: 2 ** 31 } })
})

test('null takes a key out, and what has a default has it again', () => {
  const { cdrom: _, ...without } = spec
  assert.deepEqual(set({ cdrom: null, labels: null }), { ok: true, plan: { ...without, labels: {} } })
})

test('labels are changed one by one', () => {
  const verdict = set({ labels: { tier: null, rack: '7' } })
  assert.deepEqual(verdict.ok && verdict.plan.labels, { rack: '7' })
})

test('an empty change changes nothing', () => assert.deepEqual(set({}), { ok: true, plan: spec }))

for (const [change, code, words] of [
  [{ image: 'tiny' }, 'instance.change-refused', /`image` cannot be changed/],
  [{ disk: '20GiB' }, 'instance.change-refused', /`disk` cannot be changed/],
  [{ disk: null }, 'instance.change-refused', /`disk` cannot be changed/],
  [{ disks: [{ size: '1GiB' }] }, 'instance.change-refused', /`disks` cannot be changed/],
  [{ memory: '64GiB' }, 'instance.too-much-memory', /64GiB/],
  [{ memry: '2GiB' }, 'spec.invalid', /memry: there is no key "memry"; did you mean "memory"\?/],
  [{ boot: { once: 'network' }, nics: [] }, 'spec.invalid', /there is no nic/],
] as const) {
  test(`${JSON.stringify(change)} is refused`, () => {
    const verdict = set(change)
    assert.ok(!verdict.ok)
    assert.equal(verdict.refusal.code, code)
    assert.match(verdict.refusal.message, words)
  })
}

test('the same value again is no change of what cannot be changed', () => {
  assert.ok(set({ image: 'debian:12', disk: '10240MiB' }).ok)
})

test('what a running instance does not have yet is pending, with both values', () => {
  const wanted = InstanceSpec.parse({ image: 'debian:12', disk: '10GiB', memory: '2GiB', labels: { a: 'b' } })
  assert.deepEqual(pendingChanges(spec, wanted), [
    { key: 'memory', current: 2 ** 30, wanted: 2 ** 31, reason: 'it was started by a stroj that could not' },
    { key: 'cdrom', current: '/a.iso', wanted: null, reason: 'it is decided when a machine is started' },
  ])
})

test('what takes effect at once is never pending', () => {
  const wanted = { ...spec, labels: {}, autostart: true, restart: 'always' as const }
  assert.deepEqual(pendingChanges(spec, wanted), [])
})
