import type { VolumeHealth } from '../../contract/volume-store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeCheck } from '../../model/volume.ts'
import { refuseOpen } from '../../plan/volume/refusals.ts'
import { planCheck } from '../../plan/volume/plan-check.ts'
import type { KnownVolume } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'

/** Looks through the tables of a volume; with `repair` a mended copy takes its place, if it is sound. */
export async function checkVolume(
  deps: Deps,
  name: VolumeName,
  { repair }: VolumeCheck,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.check', action: 'check', name, cancellable: true, request } as const
  return beginOnVolume(deps, wish, (scene, volume) => {
    const open = refuseOpen(scene, volume, 'be checked')
    if (open) throw open
    settle(planCheck(volume))
    return (task) => carryOut(deps, volume, repair, task)
  })
}

async function carryOut(
  deps: Deps,
  volume: KnownVolume,
  repair: boolean,
  task: Task,
): Promise<Record<string, unknown>> {
  task.report('looking through the tables')
  const found = await deps.volumes.check(volume, volume.facts?.sizeBytes ?? 0, task.signal)
  const isMended = repair && (found.state === 'damaged' || found.state === 'leaks')
  if (isMended) await mend(deps, volume, task)
  return { name: volume.name, ...found, repaired: isMended }
}

async function mend({ volumes, events }: Deps, volume: KnownVolume, task: Task): Promise<VolumeHealth> {
  await using undo = new Undo()
  const after = await volumes.repair(volume, task)
  undo.push('remove the copy', () => volumes.discard(volume))
  task.signal.throwIfAborted()
  if (after.state !== 'sound') {
    const reason = `a copy could not be mended: ${after.corruptions} places in its tables are damaged still`
    throw new Fault('volume.damaged', { volume: volume.name, reason })
  }
  undo.keep()
  await volumes.keep(volume)
  events.publish('volume.changed', volume.name, { what: 'repaired' })
  return after
}
