import type { InstanceStop } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { claimVolumes } from '../volume/for-instance.ts'
import { deviceTurn } from './host-devices.ts'
import { demand, readInstance } from './read.ts'
import { carryOutStart, withIntent } from './carry-out-start.ts'
import { planOf } from './start.ts'
import { carryOutStop } from './stop.ts'

/** Stop, then start: pending changes take effect. Refused before the stop when it could not be started again. */
export async function restartInstance(
  deps: Deps,
  name: InstanceName,
  want: InstanceStop,
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'restart'))
  const { value: record } = await readInstance(deps, name)
  demand(deps, record, 'restart')
  resources.use(claimVolumes(deps, record.spec, 'restart'))
  const early = await planOf(deps, record)
  return deps.operations.begin(
    { kind: 'instance.restart', target: name, cancellable: true, request, resources: resources.move() },
    async (task) => {
      const { forced } = await carryOutStop(deps, record, want, task)
      const { intent, plan } = await intend(deps, name, early)
      return { ...(await carryOutStart(deps, intent, plan, task)), forced }
    },
  )
}

/** Devices of the host went back to their drivers with the stop, so with them it is planned anew. */
async function intend(deps: Deps, name: InstanceName, early: StartPlan) {
  const { value: before, revision } = await readInstance(deps, name)
  using turn = await deviceTurn(deps, before)
  const plan = turn ? await planOf(deps, before) : early
  const intended = withIntent(before, plan, deps.clock.now().toISOString())
  await deps.store.commit([{ kind: 'instance', put: intended, expected: revision }])
  return { intent: { before, intended }, plan }
}
