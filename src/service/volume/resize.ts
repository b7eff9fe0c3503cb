import { settle } from '../../kit/verdict.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeResize } from '../../model/volume.ts'
import { planLiveGrowth, planResize, refuseLoss, type ResizePlan } from '../../plan/volume/plan-resize.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'
import { growLive } from './grow-live.ts'

/** Gives a volume another size. What would lose data is refused before anything is changed. */
export async function resizeVolume(
  deps: Deps,
  name: VolumeName,
  want: VolumeResize,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.resize', action: 'resize', name, cancellable: false, request } as const
  return beginOnVolume(deps, wish, async (scene, volume, resources) => {
    const growth = planLiveGrowth(scene, volume, want)
    if (growth) return growLive(deps, settle(growth), resources)
    const plan = settle(planResize(scene, volume, want))
    await refuseWrittenTail(deps, plan)
    return (task) => carryOut(deps, plan, task)
  })
}

async function refuseWrittenTail({ volumes }: Deps, { chain, volume, sizeBytes, how }: ResizePlan): Promise<void> {
  if (how !== 'shrink') return
  const tail = await volumes.map(chain, sizeBytes, AbortSignal.timeout(mapDeadlineMs))
  const loss = refuseLoss(volume.name, sizeBytes, tail)
  if (loss) throw loss
}

const mapDeadlineMs = 60_000

async function carryOut({ volumes, events }: Deps, plan: ResizePlan, task: Task): Promise<Record<string, unknown>> {
  const { chain, sizeBytes, how, volume, facts } = plan
  task.report('resizing')
  if (how !== 'keep') await volumes.resize(chain, sizeBytes, how, task.signal)
  events.publish('volume.changed', volume.name, { what: 'size' })
  return { name: volume.name, before: facts.sizeBytes, after: sizeBytes }
}
