import type { InstanceRecord, WarmRecord } from '../../contract/store.ts'
import type { NewDisk } from '../../plan/instance/plan-create.ts'
import type { SizeWish } from '../../plan/instance/plan-live.ts'
import type { PlannedDisk, StartPlan } from '../../plan/instance/start-plan.ts'
import { chooseWarm } from '../../plan/warm/choose.ts'
import { type Growth, growths, sizedShape } from '../../plan/warm/grow.ts'
import { forkPlan, nobodysPlan, withNicsPlugged, withoutVolumes } from '../../plan/warm/plan-template.ts'
import { nicShapes, type WarmShape } from '../../plan/warm/shape.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { warmOfImage } from './records.ts'
import { newDisksOf, shapeWith } from './scene.ts'

/**
 * A start that goes on from a warm image. `plan` is that of the fork; `volumes`, and network cards that say so, are plugged in
 * when it is itself, and it is given what it lacks of `wish`.
 */
export type WarmStart = {
  readonly record: WarmRecord
  readonly plan: StartPlan
  readonly disks: readonly NewDisk[]
  readonly volumes: readonly PlannedDisk[]
  readonly wish: SizeWish
}

/** How an instance begins: from a warm image, or by booting, and why. `lacks`: a warm image would have been used;
 * `told`: there is one that does not do. */
export type Beginning =
  | { readonly kind: 'warm'; readonly start: WarmStart }
  | { readonly kind: 'cold'; readonly reason: string; readonly lacks: boolean; readonly told: boolean }

const deadlineMs = 30_000

/** Only an instance that has never run begins from a warm image: any other has a life of its own. */
export async function chooseBeginning(deps: Deps, record: InstanceRecord, whole: StartPlan): Promise<Beginning> {
  if (record.booted || record.image === null) return cold('it has run before, and boots from its own disks')
  const { plan: alike, volumes } = withoutVolumes(whole)
  const signal = AbortSignal.timeout(deadlineMs)
  const [image, { facts }] = await Promise.all([imageOf(deps, record.image), deps.engine.host(signal)])
  const disks = newDisksOf(record, image, facts)
  const fitness = shapeWith(alike, image, disks)
  if (!fitness.ok) return cold(fitness.refusal)
  const candidates = await warmOfImage(deps, record.image.digest)
  if (candidates.length === 0) return lacking('there is no warm image of it', false)
  const ways = [alike, withNicsPlugged(alike, volumes.length)].filter((plan) => plan !== undefined)
  const choices = await Promise.all(
    ways.flatMap((plan) => {
      const shape = { ...fitness.plan, nics: nicShapes(plan) }
      return [{ plan, wish: {} }, ...growths(shape, plan, candidates)].map((growth) =>
        chooseFor(deps, growth, { plan, shape, candidates }, signal),
      )
    }),
  )
  const choice = choices.find((each) => 'found' in each) ?? choices[0]
  if (!choice) return cold('there is no warm image of it')
  if ('reason' in choice) return lacking(choice.reason, true)
  const { found, growth } = choice
  const start = { record: found, plan: forkPlan(growth.plan, found.id), disks, volumes, wish: growth.wish }
  return { kind: 'warm', start }
}

type Wanted = {
  readonly plan: StartPlan
  readonly shape: WarmShape
  readonly candidates: readonly WarmRecord[]
}

/** The warm image from which a machine of this size would begin, sound, or why it is none. */
async function chooseFor(
  { engine }: Pick<Deps, 'engine'>,
  growth: Growth,
  { plan, shape, candidates }: Wanted,
  signal: AbortSignal,
): Promise<{ readonly found: WarmRecord; readonly growth: Growth } | { readonly reason: string }> {
  const ground = await engine.warm.ground(nobodysPlan(growth.plan), signal)
  const choice = chooseWarm(growth.plan === plan ? shape : sizedShape(shape, growth.plan), ground, candidates)
  if ('reason' in choice) return choice
  const found = candidates.find(({ id }) => id === choice.id)
  if (!found) return { reason: 'there is no warm image of it' }
  const damage = await engine.warm.damage(found.id, found.facts)
  return damage === undefined ? { found, growth } : { reason: `the warm image ${found.id} is damaged: ${damage}` }
}

type Cold = Extract<Beginning, { kind: 'cold' }>

function cold(reason: string): Cold {
  return { kind: 'cold', reason, lacks: false, told: false }
}

function lacking(reason: string, told: boolean): Cold {
  return { kind: 'cold', reason, lacks: true, told }
}
