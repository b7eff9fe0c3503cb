import type { InstanceRecord, WarmRecord } from '../../contract/store.ts'
import type { NewDisk } from '../../plan/instance/plan-create.ts'
import type { PlannedDisk, StartPlan } from '../../plan/instance/start-plan.ts'
import { chooseWarm } from '../../plan/warm/choose.ts'
import { forkPlan, nobodysPlan, withoutVolumes } from '../../plan/warm/plan-template.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { warmOfImage } from './records.ts'
import { newDisksOf, shapeWith } from './scene.ts'

/** A start that goes on from a warm image. `plan` is that of the fork, `volumes` are plugged in when it is itself. */
export type WarmStart = {
  readonly record: WarmRecord
  readonly plan: StartPlan
  readonly disks: readonly NewDisk[]
  readonly volumes: readonly PlannedDisk[]
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
  const { plan, volumes } = withoutVolumes(whole)
  const signal = AbortSignal.timeout(deadlineMs)
  const [image, { facts }] = await Promise.all([imageOf(deps, record.image), deps.engine.host(signal)])
  const disks = newDisksOf(record, image, facts)
  const shape = shapeWith(plan, image, disks)
  if (!shape.ok) return cold(shape.refusal)
  const candidates = await warmOfImage(deps, record.image.digest)
  if (candidates.length === 0) return lacking('there is no warm image of it', false)
  const choice = chooseWarm(shape.plan, await deps.engine.warm.ground(nobodysPlan(plan), signal), candidates)
  if ('reason' in choice) return lacking(choice.reason, true)
  const found = candidates.find(({ id }) => id === choice.id)
  if (!found) return cold('there is no warm image of it')
  const damage = await deps.engine.warm.damage(found.id, found.facts)
  if (damage !== undefined) return lacking(`the warm image ${found.id} is damaged: ${damage}`, true)
  return { kind: 'warm', start: { record: found, plan: forkPlan(plan, found.id), disks, volumes } }
}

type Cold = Extract<Beginning, { kind: 'cold' }>

function cold(reason: string): Cold {
  return { kind: 'cold', reason, lacks: false, told: false }
}

function lacking(reason: string, told: boolean): Cold {
  return { kind: 'cold', reason, lacks: true, told }
}
