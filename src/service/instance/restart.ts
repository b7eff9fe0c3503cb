import type { InstanceStop } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { demand, readInstance } from './read.ts'
import { carryOutStart, planOf, withIntent } from './start.ts'
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
  const plan = await planOf(deps, record)
  return deps.operations.begin(
    { kind: 'instance.restart', target: name, cancellable: true, request, resources: resources.move() },
    async (task) => {
      const { forced } = await carryOutStop(deps, record, want, task)
      const { value: before, revision } = await readInstance(deps, name)
      const intended = withIntent(before, plan, deps.clock.now().toISOString())
      await deps.store.commit([{ kind: 'instance', put: intended, expected: revision }])
      return { ...(await carryOutStart(deps, { before, intended }, plan, task)), forced }
    },
  )
}
