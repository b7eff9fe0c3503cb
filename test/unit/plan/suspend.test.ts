import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceName, VolumeId } from '../../../src/model/name.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import type { PlannedDisk, StartPlan } from '../../../src/plan/instance/start-plan.ts'
import { layerOn } from '../../../src/plan/snapshot/layer-plan.ts'
import { seedling, withLayer } from '../../../src/plan/snapshot/tree.ts'
import { planGoingOn, planSuspend } from '../../../src/plan/suspend/plan-suspend.ts'
import { smallPlan } from '../../support/start-plan.ts'

const instance = InstanceName.parse('web')
const spec = InstanceSpec.parse({ image: 'debian', memory: '64MiB' })
const own: PlannedDisk = {
  source: { kind: 'own', file: 'disk0.qcow2', base: null },
  readOnly: false,
  bus: 'virtio',
  virtualFunctions: 0,
}

test('as much is written as the guest has, with what was plugged in', () => {
  const verdict = planSuspend({ instance, run: { plan: smallPlan({}), spec }, medium: null })
  assert.ok(verdict.ok)
  assert.equal(verdict.plan.memoryBytes, 2 ** 26)
})

const volume: PlannedDisk['source'] = { kind: 'volume', limits: {}, id: VolumeId.parse('volume0000'), layers: [] }
const refused: readonly (readonly [string, Partial<StartPlan>, string | null, RegExp])[] = [
  ['another medium', { cdrom: '/a.iso' }, '/b.iso', /medium was changed/],
  ['a device', { hostdevs: [{ kind: 'usb', bus: 1, port: '1' }] }, null, /devices of the host/],
  ['nvme', { disks: [{ ...own, bus: 'nvme' }] }, null, /NVMe/],
  ['a volume', { disks: [{ ...own, source: volume }] }, null, /volume/],
]

for (const [what, plan, medium, why] of refused) {
  test(`nothing is suspended with ${what}, and the reason is said`, () => {
    const verdict = planSuspend({ instance, run: { plan: smallPlan(plan), spec }, medium })
    assert.ok(!verdict.ok)
    assert.match(verdict.refusal.message, why)
  })
}

const kept = { plan: smallPlan({ disks: [own] }), qemu: '7.2.22', processor: null }
const host = { qemu: '7.2.22', processor: null, hasKvm: true }

test('it goes on under the name that it has now, on the layers that it has now', () => {
  const before = seedling({ disk0: 'disk0.qcow2' })
  const tree = withLayer(before, layerOn(before, before.current, 'newlayer').layer)
  const verdict = planGoingOn(InstanceName.parse('other'), kept, { host, tree })
  assert.ok(verdict.ok)
  const { name, incoming, incomingOnce, disks } = verdict.plan
  assert.deepEqual([name, incoming, incomingOnce], ['other', 'suspended.memory', true])
  assert.ok(disks[0]?.source.kind === 'own')
  assert.deepEqual(disks[0].source.below, ['disk0.qcow2'])
})

test('it goes on with the QEMU, the accelerator and the processor that it was suspended with, and with no others', () => {
  const kvm = { ...kept, plan: smallPlan({ acceleration: { ...kept.plan.acceleration, kind: 'kvm' } }), processor: 'A' }
  for (const [machine, now, why] of [
    [kept, { ...host, qemu: '8.0.0' }, /QEMU 7.2.22, and here is 8.0.0/],
    [kvm, { ...host, hasKvm: false }, /KVM/],
    [kvm, { ...host, processor: 'B' }, /another processor/],
  ] as const) {
    const verdict = planGoingOn(instance, machine, { host: now, tree: undefined })
    assert.ok(!verdict.ok)
    assert.match(verdict.refusal.message, why)
  }
})
