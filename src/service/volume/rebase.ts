import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeRebase as Want } from '../../model/volume.ts'
import { planConvert } from '../../plan/volume/plan-convert.ts'
import { planRebase, type VolumeRebase } from '../../plan/volume/plan-rebase.ts'
import type { KnownVolume, VolumeScene } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task, Work } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'
import { leaseOf } from './create.ts'
import { rewrite } from './rewrite.ts'
import { findVolume } from './scene.ts'

/** Lets a volume stand on another, or alone. All is done on a copy, which takes its place when it is whole. */
export async function rebaseVolume(
  deps: Deps,
  name: VolumeName,
  { onto, unsafe }: Want,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.rebase', action: 'rebase', name, cancellable: true, request } as const
  return beginOnVolume(deps, wish, (scene, volume, resources) => {
    if (onto === null) return flatten(deps, scene, volume)
    if (onto !== name) resources.use(deps.leases.take(leaseOf(onto), 'rebase onto it'))
    const plan = settle(planRebase(scene, volume, findVolume(scene, onto), unsafe))
    return (task) => carryOut(deps, volume, plan, task)
  })
}

function flatten(deps: Deps, scene: VolumeScene, volume: KnownVolume): Work {
  if (volume.facts !== null && volume.facts.backing === null) {
    const reason = 'it stands on no other'
    throw new Fault('volume.unfit', { volume: volume.name, action: 'be made to stand alone', reason })
  }
  const plan = settle(planConvert(scene, volume, { format: 'qcow2', compress: false, decrypt: false }))
  return (task) => rewrite(deps, volume, plan, task)
}

async function carryOut(
  { volumes, events }: Deps,
  volume: KnownVolume,
  plan: VolumeRebase,
  task: Task,
): Promise<Record<string, unknown>> {
  const { name } = volume
  await using undo = new Undo()
  await volumes.rebase(plan, task)
  undo.push('remove the copy', () => volumes.discard(plan.key))
  task.signal.throwIfAborted()
  undo.keep()
  await volumes.keep(plan.key)
  const { allocatedBytes } = await volumes.facts(plan.key, name)
  events.publish('volume.changed', name, { what: 'base' })
  return { name, before: volume.facts?.allocatedBytes ?? null, after: allocatedBytes }
}
