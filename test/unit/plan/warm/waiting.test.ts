import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceId, InstanceName, WarmId } from '../../../../src/model/name.ts'
import { PortForward } from '../../../../src/model/port-forward.ts'
import { forkPlan, nobodysPlan } from '../../../../src/plan/warm/plan-template.ts'
import { isJustWhatWaits, isMemoryShort, pauseAfter, planAs, waitingPlan } from '../../../../src/plan/warm/waiting.ts'
import { smallPlan } from '../../../support/start-plan.ts'

const warm = WarmId.parse('warm000001')
const who = {
  id: InstanceId.parse('waiting001'),
  uuid: '00000000-0000-4000-8000-000000000001',
  macs: ['52:54:00:00:00:09'],
}
const nic = { network: 'user', model: 'virtio', mac: '52:54:00:00:00:01', forward: [] } as const
const web = smallPlan({ nics: [nic] })
const waits = waitingPlan(nobodysPlan(web), warm, who)

test('what waits is just the instance that is made for it, whatever it is called', () => {
  const wanted = forkPlan(planAs({ ...web, name: InstanceName.parse('any-name') }, who), warm)
  assert.equal(isJustWhatWaits(waits, wanted), true)
  assert.deepEqual(
    [waits.id, waits.uuid, waits.nics[0]?.mac, waits.warm?.isUnnamed],
    [who.id, who.uuid, who.macs[0], true],
  )
})

test('what waits is not an instance that somebody else is, or that is reached by ports', () => {
  const fork = forkPlan(planAs(web, who), warm)
  const forward = [PortForward.parse('127.0.0.1:8080:80')]
  for (const other of [
    forkPlan(web, warm),
    { ...fork, nics: [{ ...nic, mac: who.macs[0] ?? '', forward }] },
    { ...fork, memoryBytes: 2 * fork.memoryBytes },
    forkPlan(planAs(web, who), WarmId.parse('warm000002')),
    planAs(web, who),
  ])
    assert.equal(isJustWhatWaits(waits, other), false)
})

test('after each loss it takes longer until another one is made, and in the end none is', () => {
  assert.deepEqual([0, 1, 2, 5, 6].map(pauseAfter), [0, 1000, 4000, 256_000, null])
})

test('memory is short when less than a tenth of it is left', () => {
  assert.equal(isMemoryShort({ totalBytes: 100, availableBytes: 9 }), true)
  assert.equal(isMemoryShort({ totalBytes: 100, availableBytes: 10 }), false)
  assert.equal(isMemoryShort({ totalBytes: 100, availableBytes: null }), false)
})
