import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import type { Deps } from '../deps.ts'
import { deviceTurn } from '../instance/host-devices.ts'
import { demand, readInstance } from '../instance/read.ts'
import { carryOutStart, withIntent } from '../instance/carry-out-start.ts'
import { planOf } from '../instance/start.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { claimVolumes } from '../volume/for-instance.ts'
import { followInstall } from './follow.ts'

/** Runs the installer of an instance to its end, as its spec answers it. It is stopped then, with its system on its disk. */
export async function installInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed

  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'install'))
  const { value: record, revision } = await readInstance(deps, name)
  requireWanted(record)
  demand(deps, record, 'start')
  resources.use(claimVolumes(deps, record.spec, 'install'))
  using _turn = await deviceTurn(deps, record)
  const plan = await planOf(deps, record)
  const intended = withIntent(record, plan, deps.clock.now().toISOString())

  return await deps.operations.begin(
    {
      kind: 'instance.install',
      target: name,
      cancellable: true,
      request,
      writes: [{ kind: 'instance', put: intended, expected: revision }],
      resources: resources.move(),
    },
    (task) => carryOutInstall(deps, { before: record, intended }, plan, task),
  )
}

function requireWanted({ name, spec, toInstall }: InstanceRecord): void {
  if (toInstall === true) return
  const reason = spec.install === undefined ? 'its spec has no `install`' : 'its system is there already'
  throw new Fault('install.not-wanted', { name, reason })
}

async function carryOutInstall(
  deps: Deps,
  records: { readonly before: InstanceRecord; readonly intended: InstanceRecord },
  plan: StartPlan,
  task: Task,
): Promise<{ name: string }> {
  await carryOutStart(deps, records, plan, task)
  return await followInstall(deps, records.intended, task)
}
