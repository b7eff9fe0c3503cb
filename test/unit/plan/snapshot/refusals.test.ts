import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VolumeId } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import type { PlannedDisk } from '../../../../src/plan/instance/start-plan.ts'
import { leftOut } from '../../../../src/plan/snapshot/left-out.ts'
import { refuseMemory } from '../../../../src/plan/snapshot/refuse-memory.ts'
import { specThen } from '../../../../src/plan/snapshot/spec-then.ts'
import { smallPlan } from '../../../support/start-plan.ts'

const spec = (own: InstanceSpecInput = {}) => InstanceSpec.parse({ disk: '1GiB', ...own })
const machine = (disks: readonly PlannedDisk[], own?: InstanceSpecInput) => ({
  plan: smallPlan({ disks }),
  spec: spec(own),
  qemu: '7.2.22',
  processor: null,
})
const own = { kind: 'own', file: 'disk0.qcow2', base: null } as const
const disk = (source: PlannedDisk['source'], bus: 'virtio' | 'nvme' = 'virtio'): PlannedDisk => ({
  source,
  readOnly: false,
  bus,
  virtualFunctions: 0,
})

test('what a snapshot is without is named: writable volumes and files, and nothing that is only read', () => {
  const disks = [
    { volume: 'data' },
    { volume: 'books', readOnly: true },
    { file: '/a.raw', format: 'raw' },
    { size: '1GiB' },
  ] as const
  assert.deepEqual(leftOut(spec({ disks: [...disks] })), ['volume "data"', '/a.raw'])
})

test('memory is kept only of what runs, and of a machine that can be the same again', () => {
  const volume = { kind: 'volume', id: VolumeId.parse('testvolume'), layers: [], limits: {} } as const
  assert.equal(refuseMemory('running', machine([disk(own)])), undefined)
  assert.match(refuseMemory('paused', machine([disk(own)])) ?? '', /resume it/)
  assert.match(refuseMemory('stopped', null) ?? '', /not running/)
  assert.match(refuseMemory('running', machine([disk(own, 'nvme')])) ?? '', /NVMe/)
  const pluggedIn = machine([disk(own)], { disks: [{ volume: 'data', readOnly: true }] })
  assert.match(refuseMemory('running', pluggedIn) ?? '', /a volume in this run/)
  assert.match(refuseMemory('running', machine([disk(own), disk(volume)])) ?? '', /a volume in this run/)
  const withFile = machine([disk(own)], { disks: [{ file: '/a.raw', format: 'raw' }] })
  assert.match(refuseMemory('running', withFile) ?? '', /^\/a\.raw is a file of yours/)
})

test('a spec goes back but for its disks and what takes effect without a start, and only to one that is whole', () => {
  const then = spec({ cpus: 1, autostart: true, snapshots: { every: '1h', keep: 2 } })
  const back = specThen(spec({ cpus: 4, memory: '1GiB', disks: [{ volume: 'data' }] }), then)
  assert.ok(back.ok)
  assert.equal(back.plan.cpus.count, 1)
  assert.equal(back.plan.memory, then.memory)
  assert.deepEqual([back.plan.autostart, back.plan.snapshots, back.plan.disks.length], [false, undefined, 1])
  const image = 'tiny'
  const now = InstanceSpec.parse({ image, disks: [{ size: '1GiB', bus: 'nvme' }] })
  assert.equal(specThen(now, InstanceSpec.parse({ image, machine: 'microvm' })).ok, false)
})
