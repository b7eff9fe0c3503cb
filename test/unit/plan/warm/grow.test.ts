import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ImageDigest } from '../../../../src/model/name.ts'
import type { StartPlan } from '../../../../src/plan/instance/start-plan.ts'
import { growFrom, growths, sizedShape } from '../../../../src/plan/warm/grow.ts'
import { shapeOf, type WarmShape } from '../../../../src/plan/warm/shape.ts'
import { smallPlan } from '../../../support/start-plan.ts'

const mebibyte = 2 ** 20

function sized(count: number, max: number, memory: number, most: number, own: Partial<StartPlan> = {}): StartPlan {
  return smallPlan({
    cpus: { count, max, model: 'max', features: [], enforce: false },
    memoryBytes: memory * mebibyte,
    memoryMaxBytes: most * mebibyte,
    ...own,
  })
}

function shape(plan: StartPlan): WarmShape {
  const digest = ImageDigest.parse(`sha256:${'0'.repeat(64)}`)
  const verdict = shapeOf(plan, { digest, hasAgent: true, sizes: new Map() })
  assert.ok(verdict.ok)
  return verdict.plan
}

const grow = (kept: StartPlan, wanted: StartPlan) => growFrom(shape(kept), shape(wanted), wanted)

describe('a guest that was kept', () => {
  test('becomes one with more processors and memory, where it has room', () => {
    const [kept, wanted] = [sized(1, 4, 512, 2048), sized(3, 4, 1024, 2048)]
    const growth = grow(kept, wanted)
    assert.deepEqual(growth?.wish, { cpus: 3, memoryBytes: 1024 * mebibyte })
    assert.ok(growth)
    assert.deepEqual(sizedShape(shape(wanted), growth.plan), shape(kept))
  })

  for (const [what, wanted] of [
    ['fewer processors', sized(1, 4, 512, 2048)],
    ['more processors than it has room for', sized(5, 5, 512, 2048)],
    ['less memory', sized(2, 4, 256, 2048)],
    ['more memory than it has room for', sized(2, 4, 4096, 4096)],
    ['room for more than it has', sized(2, 4, 512, 4096)],
    ['memory in another step', sized(2, 4, 513, 2048)],
    ['another model of processors', sized(2, 4, 512, 2048, { cpus: { ...sized(2, 4, 0, 0).cpus, model: 'EPYC' } })],
    ['another board order', sized(2, 4, 512, 2048, { bootOrder: ['cdrom'], bootOrderAfterReset: ['cdrom'] })],
  ] as const) {
    test(`does not become one with ${what}`, () => assert.equal(grow(sized(2, 4, 512, 2048), wanted), undefined))
  }
})

test('of several, the one that lacks least is tried first', () => {
  const kept = [sized(1, 4, 256, 2048), sized(2, 4, 512, 2048), sized(1, 4, 512, 2048)]
  const wanted = sized(3, 4, 512, 2048)
  const candidates = kept.map((plan) => ({ shape: shape(plan) }))
  const order = growths(shape(wanted), wanted, candidates).map(({ plan }) => [
    plan.memoryBytes / mebibyte,
    plan.cpus.count,
  ])
  assert.deepEqual(order, [
    [512, 2],
    [512, 1],
    [256, 1],
  ])
})
