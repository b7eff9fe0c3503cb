import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryObstacle } from '../../../../src/plan/snapshot/refuse-memory.ts'
import { withNicsPlugged } from '../../../../src/plan/warm/plan-template.ts'
import { nicShapes } from '../../../../src/plan/warm/shape.ts'
import type { PlannedNic } from '../../../../src/plan/instance/start-plan.ts'
import { InstanceSpec } from '../../../../src/model/spec.ts'
import { smallPlan } from '../../../support/start-plan.ts'

const nic = (end: number): PlannedNic => ({
  network: 'user',
  mac: `52:54:00:00:00:0${end}`,
  forward: [],
  model: 'virtio',
})
const nics = (count: number) => Array.from({ length: count }, (_, index) => nic(index))

test('the cards beyond the first can be plugged in later, as many as there are ports for', () => {
  const later = withNicsPlugged(smallPlan({ nics: nics(3) }), 2)
  assert.deepEqual(
    later?.nics.map(({ plugged }) => plugged),
    [undefined, true, true],
  )
  assert.equal(withNicsPlugged(smallPlan({ nics: nics(3) }), 3), undefined)
  assert.equal(withNicsPlugged(smallPlan({ nics: nics(1) }), 0), undefined)
  assert.equal(withNicsPlugged(smallPlan({ nics: [] }), 0), undefined)
})

test('a machine whose other cards come later begins as one that has the first alone', () => {
  const later = withNicsPlugged(smallPlan({ nics: nics(3) }), 0)
  assert.ok(later)
  assert.deepEqual(nicShapes(later), nicShapes(smallPlan({ nics: nics(1) })))
})

test('the memory of a machine with such a card is not kept, since another start could not make the same machine', () => {
  const plan = withNicsPlugged(smallPlan({ nics: nics(2) }), 0)
  assert.ok(plan)
  const spec = InstanceSpec.parse({ image: 'tiny' })
  assert.match(memoryObstacle({ plan, spec }) ?? '', /plugged in/)
  assert.equal(memoryObstacle({ plan: smallPlan({ nics: nics(2) }), spec }), undefined)
})
