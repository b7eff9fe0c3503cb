import { isSameJson } from '../../kit/same-json.ts'
import { blockBytes } from '../../model/reserve-contradictions.ts'
import type { SizeWish } from '../instance/plan-live.ts'
import type { StartPlan } from '../instance/start-plan.ts'
import type { WarmShape } from './shape.ts'

/** A machine that begins smaller than it was asked for, and what it is given when it is itself. */
export type Growth = { readonly plan: StartPlan; readonly wish: SizeWish }

/**
 * How a machine of this plan and shape can go on from a guest of another shape: that has less, and room for what is missing.
 * Undefined where it cannot. Nothing is ever taken away: a guest that was kept with more has it in use.
 */
export function growFrom(kept: WarmShape, shape: WarmShape, plan: StartPlan): Growth | undefined {
  if (!isSameJson(withoutSize(kept), withoutSize(shape))) return undefined
  const missing = plan.memoryBytes - kept.memoryBytes
  const hasRoom = mostCpus(kept) >= mostCpus(shape) && mostMemory(kept) >= mostMemory(shape)
  if (!hasRoom || kept.cpus.count > plan.cpus.count || missing < 0 || missing % blockBytes !== 0) return undefined
  const { memoryMaxBytes: _wished, ...rest } = plan
  const { memoryBytes, memoryMaxBytes, cpus } = kept
  return {
    plan: { ...rest, cpus, memoryBytes, ...(memoryMaxBytes !== undefined && { memoryMaxBytes }) },
    wish: {
      ...(cpus.count < plan.cpus.count && { cpus: plan.cpus.count }),
      ...(missing > 0 && { memoryBytes: plan.memoryBytes }),
    },
  }
}

/** The ways to begin from one of these, those first that lack least. */
export function growths(shape: WarmShape, plan: StartPlan, candidates: readonly { readonly shape: WarmShape }[]) {
  return candidates
    .flatMap((candidate) => growFrom(candidate.shape, shape, plan) ?? [])
    .toSorted((a, b) => b.plan.memoryBytes - a.plan.memoryBytes || b.plan.cpus.count - a.plan.cpus.count)
}

/** The shape of a machine when it has the size of this plan. */
export function sizedShape(shape: WarmShape, { cpus, memoryBytes, memoryMaxBytes }: StartPlan): WarmShape {
  const { memoryMaxBytes: _other, ...rest } = shape
  return { ...rest, cpus, memoryBytes, ...(memoryMaxBytes !== undefined && { memoryMaxBytes }) }
}

type Size = Pick<WarmShape, 'cpus' | 'memoryBytes' | 'memoryMaxBytes'>

function mostCpus({ cpus: { count, max = count } }: Size): number {
  return Math.max(count, max)
}

function mostMemory({ memoryBytes, memoryMaxBytes = memoryBytes }: Size): number {
  return memoryMaxBytes
}

function withoutSize({ cpus, memoryBytes: _size, memoryMaxBytes: _most, ...rest }: WarmShape) {
  const { count: _count, max: _max, ...kind } = cpus
  return { ...rest, cpus: kind }
}
