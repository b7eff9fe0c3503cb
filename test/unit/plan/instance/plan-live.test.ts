import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { pendingChanges } from '../../../../src/plan/instance/pending.ts'
import { planLive } from '../../../../src/plan/instance/plan-live.ts'
import { planSet } from '../../../../src/plan/instance/plan-set.ts'
import type { StartPlan } from '../../../../src/plan/instance/start-plan.ts'
import { facts } from '../../../support/facts.ts'
import { smallPlan } from '../../../support/start-plan.ts'

const mebibyte = 2 ** 20
const spec = InstanceSpec.parse({ image: 'tiny', memory: '512MiB', cpus: { count: 2, max: 4 }, memoryMax: '2GiB' })
const cpus = { count: 2, max: 4, model: 'max', features: [], enforce: false }
const plan = smallPlan({ cpus, memoryBytes: 512 * mebibyte, memoryMaxBytes: 2048 * mebibyte })

function live(change: InstanceSpecInput, own: Partial<StartPlan> = {}) {
  return planLive({ spec, plan: { ...plan, ...own } }, InstanceSpec.parse({ ...spec, ...change }))
}

describe('a machine that runs', () => {
  test('takes processors and memory up to what was reserved, and gives them back', () => {
    const more = live({ cpus: { count: 4, max: 4 }, memory: '2GiB' })
    assert.deepEqual(more, { wish: { cpus: 4, memoryBytes: 2048 * mebibyte }, reasons: {} })
    const less = live({ cpus: { count: 1, max: 4 }, memory: '128MiB' })
    assert.deepEqual(less, { wish: { cpus: 1, memoryBytes: 128 * mebibyte }, reasons: {} })
  })

  for (const [change, own, reason] of [
    [{ cpus: 5 }, {}, /there was room for 4 .* \(cpus\.max\)/],
    [{ cpus: 3 }, { machine: 'microvm' }, /machine microvm of x86_64 takes no processors/],
    [{ memory: '4GiB', memoryMax: '4GiB' }, {}, /there was room for 2GiB .* \(memoryMax\)/],
    [{ memory: '513MiB' }, {}, /steps of 2MiB/],
    [{ memory: '128MiB' }, { warm: { id: 'k3f9a8b7c6' as never, as: 'fork' } }, /began from a warm image/],
  ] as const) {
    test(`does not take over ${JSON.stringify(change)}, for ${String(reason)}`, () => {
      const { wish, reasons } = live(change, own)
      assert.deepEqual(wish, {})
      assert.match(Object.values(reasons).join(), reason)
    })
  }

  test('of a run that does not say how it was started, everything waits', () => {
    assert.deepEqual(planLive({ spec }, { ...spec, memory: 1024 * mebibyte }).wish, {})
  })
})

test('what is pending says why', () => {
  const wanted = InstanceSpec.parse({ ...spec, cpus: { count: 8 }, memory: '1GiB', cdrom: '/a.iso' })
  const reasons = pendingChanges(spec, wanted, plan).map(({ key, reason }) => `${key}: ${reason}`)
  assert.deepEqual(reasons, [
    'cpus: there was room for 4 when it was started (cpus.max)',
    'memory: its guest has not done it yet',
    'cdrom: it is decided when a machine is started',
  ])
})

test('a number of processors leaves their model and what is reserved as they are', () => {
  const verdict = planSet(spec, { spec: { cpus: 3 } }, facts)
  assert.deepEqual(verdict.ok && verdict.plan.cpus, { count: 3, max: 4 })
})

for (const [change, words] of [
  [{ cpus: { count: 8, max: 4 } }, /8 processors are more than cpus\.max, which is 4/],
  [{ memory: '4GiB', memoryMax: '2GiB' }, /4GiB of memory is more than memoryMax, which is 2GiB/],
  [{ machine: 'microvm', memoryMax: '2GiB' }, /machine microvm of x86_64 takes no memory while it runs/],
  [{ machine: 'microvm', cpus: { count: 1, max: 2 } }, /machine microvm of x86_64 takes no processors/],
  [{ memoryMax: 2 ** 30 + 1 }, /memoryMax must be a whole number of MiB/],
] as const) {
  test(`a spec with ${JSON.stringify(change)} contradicts itself`, () => {
    const parsed = InstanceSpec.safeParse({ image: 'tiny', ...change })
    assert.match(String(parsed.error?.issues.map(({ message }) => message).join()), words)
  })
}
