import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VolumeName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { type Attachable, planAttach, planDetach, planLimit } from '../../../../src/plan/volume/plan-attachment.ts'

const data = VolumeName.parse('data')
const disk = { volume: data, readOnly: false, bus: 'virtio' } as const

function instance(disks: InstanceSpecInput['disks'] = [], state: Attachable['state'] = 'running'): Attachable {
  const spec = InstanceSpec.parse({ image: 'tiny', disks })
  return { name: 'web', state, spec, running: state === 'running' ? spec : null }
}

test('a volume is attached to what runs and to what shall run', () => {
  const verdict = planAttach(instance([{ size: '1GiB' }]), disk)
  assert.ok(verdict.ok)
  const { spec, running, isLive } = verdict.plan
  assert.deepEqual([spec.disks.length, running?.disks.length, isLive], [2, 2, true])
  const offline = planAttach(instance([], 'stopped'), disk)
  assert.deepEqual(offline.ok && [offline.plan.running, offline.plan.isLive], [null, false])
})

test('the disks behind a new one keep their places, because they are known by them', () => {
  const verdict = planDetach(instance([disk, { size: '1GiB' }]), data)
  assert.match(verdict.ok ? '' : verdict.refusal.message, /known by their place/)
  assert.ok(planDetach(instance([{ size: '1GiB' }, disk]), data).ok)
})

const refusals: readonly [
  what: string,
  refusal: () => { readonly ok: boolean; readonly refusal?: Error },
  words: RegExp,
][] = [
  ['attached twice', () => planAttach(instance([disk]), disk), /once more/],
  ['attached while it starts', () => planAttach(instance([], 'starting'), disk), /starting/],
  ['detached where it is not', () => planDetach(instance(), data), /no disk of web/],
  ['limited where it is not', () => planLimit(instance(), data, {}), /no disk of web/],
  ['taken out of an NVMe controller', () => planDetach(instance([{ ...disk, bus: 'nvme' }]), data), /only virtio/],
  [
    'one more than fits',
    () => planAttach(instance(Array.from({ length: 16 }, () => ({ size: '1GiB' }))), disk),
    /disks/,
  ],
]

for (const [what, refusal, words] of refusals) {
  test(`a volume is not ${what}`, () => assert.match(refusal().refusal?.message ?? 'done', words))
}

test('limits can be changed, and be taken away', () => {
  const limited = planLimit(instance([disk]), data, { iops: 5 })
  assert.deepEqual(limited.ok && limited.plan.running?.disks[0], { ...disk, limits: { iops: 5 } })
})
