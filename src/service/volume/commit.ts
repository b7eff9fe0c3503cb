import { settle } from '../../kit/verdict.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { type CommitPlan, planCommit } from '../../plan/volume/plan-commit.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'
import { leaseOf } from './create.ts'

/**
 * Writes what a volume has into the one that it stands on. It cannot be cancelled: the base is neither old nor new meanwhile,
 * but the volume has everything itself until the end, so it reads the same at every moment, also after a crash.
 */
export async function commitVolume(deps: Deps, name: VolumeName, request: RequestContext): Promise<Operation> {
  const wish = { kind: 'volume.commit', action: 'commit', name, cancellable: false, request } as const
  return beginOnVolume(deps, wish, (scene, volume, resources) => {
    const plan = settle(planCommit(scene, volume))
    resources.use(deps.leases.take(leaseOf(plan.base.name), 'write into it'))
    return (task) => carryOut(deps, plan, task)
  })
}

async function carryOut({ volumes, events }: Deps, plan: CommitPlan, task: Task): Promise<Record<string, unknown>> {
  const { volume, base, chain, facts } = plan
  await volumes.commit(chain, facts, task)
  for (const { name } of [base, volume]) events.publish('volume.changed', name, { what: 'content' })
  const { allocatedBytes } = await volumes.facts(volume, volume.name)
  return { name: volume.name, base: base.name, before: facts.allocatedBytes, after: allocatedBytes }
}
