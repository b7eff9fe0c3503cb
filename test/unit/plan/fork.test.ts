import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceFork } from '../../../src/model/fork.ts'
import { InstanceId, InstanceName, VolumeId, WarmId } from '../../../src/model/name.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { planChild, receiverPlan } from '../../../src/plan/fork/child.ts'
import { type ForkPlan, type ForkScene, planFork } from '../../../src/plan/fork/plan-fork.ts'
import type { PlannedDisk, StartPlan } from '../../../src/plan/instance/start-plan.ts'
import { seedling } from '../../../src/plan/snapshot/tree.ts'
import { smallPlan } from '../../support/start-plan.ts'

const moment = WarmId.parse('moment0000')
const own: PlannedDisk = {
  source: { kind: 'own', file: 'disk0.qcow2', below: ['disk0.warm.qcow2'], base: null },
  readOnly: false,
  bus: 'virtio',
  virtualFunctions: 0,
}
const nic = { network: 'user', mac: '52:54:00:00:00:01', forward: [], model: 'virtio' } as const

function sceneOf(plan: Partial<StartPlan>, more: Partial<ForkScene> = {}): ForkScene {
  const started = smallPlan({ disks: [own], nics: [nic], ...plan })
  const spec = InstanceSpec.parse({ image: 'debian', memory: smallPlan({}).memoryBytes, nics: [{ mac: nic.mac }] })
  return {
    id: InstanceId.parse('testguest0'),
    instance: InstanceName.parse('web'),
    state: 'running',
    tree: seedling({ disk0: 'disk0.qcow2' }),
    run: { plan: started, spec },
    agentAnswers: true,
    budgetBytes: 2 ** 34,
    layerId: 'newlayer',
    ...more,
  }
}

const want = InstanceFork.parse({ names: ['f1'] })

function forked(plan: Partial<StartPlan> = {}): ForkPlan {
  const verdict = planFork(sceneOf(plan), want)
  assert.ok(verdict.ok)
  return verdict.plan
}

const identity = {
  id: InstanceId.parse('childguest'),
  name: InstanceName.parse('f1'),
  uuid: '11111111-2222-4333-8444-555555555555',
  macs: ['52:54:00:00:00:99'],
}
const childOf = (plan: ForkPlan) => planChild(plan, identity, { moment, layerId: 'ownlayer', forward: [] })

test('a fork has the layers of its parent, one of its own on top, and what lay below all', () => {
  const plan = forked()
  assert.deepEqual(plan.parts, [{ part: 'disk0', file: 'disk0.newlayer.qcow2', over: 'disk0.qcow2' }])
  const child = childOf(plan)
  assert.deepEqual(child.parts, [{ part: 'disk0', file: 'disk0.ownlayer.qcow2', over: 'disk0.qcow2' }])
  assert.deepEqual(child.shared, ['disk0.qcow2', 'disk0.warm.qcow2'])
  const [disk] = child.plan.disks
  assert.deepEqual(disk?.source, {
    kind: 'own',
    file: 'disk0.ownlayer.qcow2',
    below: ['disk0.qcow2', 'disk0.warm.qcow2'],
    base: null,
  })
  assert.equal(child.plan.nics[0]?.mac, identity.macs[0])
  assert.equal(child.spec.nics[0]?.mac, undefined)
})

test('a machine that was booted as any other has no line for identities, and is kept as one later', () => {
  const { plan, kept } = childOf(forked())
  assert.deepEqual(plan.warm, { id: moment, as: 'fork', guest: 'booted' })
  assert.equal(kept.warm, undefined)
  assert.deepEqual(receiverPlan(forked(), { ...identity, moment }).warm, {
    id: moment,
    as: 'receiver',
    guest: 'booted',
  })
})

test('one that began from a warm image goes on as one that did', () => {
  const warm = { id: WarmId.parse('warmimage0'), as: 'kept' } as const
  const { plan, kept } = childOf(forked({ warm }))
  assert.deepEqual(plan.warm, { id: moment, as: 'fork' })
  assert.deepEqual(kept.warm, { id: moment, as: 'kept' })
})

test('the machine that waits has disks of nothing, and reaches nobody', () => {
  const forward = [{ address: '127.0.0.1', hostPort: 8080, guestPort: 80, protocol: 'tcp' }] as const
  const receiver = receiverPlan(forked({ nics: [{ ...nic, forward }] }), { ...identity, moment })
  assert.deepEqual(receiver.disks[0]?.source, { kind: 'own', file: 'disk0.qcow2', base: null })
  assert.deepEqual(receiver.nics[0]?.forward, [])
})

const volume: PlannedDisk['source'] = { kind: 'volume', limits: {}, id: VolumeId.parse('volume0000'), layers: [] }

const refused: readonly (readonly [string, Partial<StartPlan>, Partial<ForkScene>, RegExp])[] = [
  ['stopped', {}, { state: 'stopped' }, /stroj start web/],
  ['paused', {}, { state: 'paused' }, /stroj resume web/],
  ['stopping', {}, { state: 'stopping' }, /in a moment/],
  ['unknown', {}, { run: null }, /start it anew/],
  ['uefi', { firmware: 'uefi' }, {}, /UEFI/],
  ['another board', { machine: 'microvm' }, {}, /microvm/],
  ['a device', { hostdevs: [{ kind: 'usb', bus: 1, port: '1' }] }, {}, /device of the host/],
  ['a medium', { cdrom: '/x.iso' }, {}, /medium/],
  ['nvme', { disks: [{ ...own, bus: 'nvme' }] }, {}, /NVMe/],
  ['a volume', { disks: [{ ...own, source: volume }] }, {}, /clone/],
  ['no agent', {}, { agentAnswers: false }, /agent/],
  ['memory that was plugged in', { memoryBytes: 2 ** 24 }, {}, /of memory while it ran/],
  ['budget', {}, { budgetBytes: 1 }, /stroj warm set/],
]

for (const [what, plan, more, why] of refused) {
  test(`no fork with ${what}, and the reason is said`, () => {
    const verdict = planFork(sceneOf(plan, more), want)
    assert.ok(!verdict.ok)
    assert.match(verdict.refusal.message, why)
  })
}
