import type { InstanceRecord } from '../../contract/store.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { throwMemoryAway } from '../suspend/forget.ts'
import { cleanUp } from './clean-up.ts'
import { demand, readInstance } from './read.ts'

/** Ends it at once, as pulling the plug does. Works in every state that has a process, also while a start or stop goes on. */
export async function killInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  const { value: record } = await readInstance(deps, name)
  demand(deps, record, 'kill')
  return deps.operations.begin({ kind: 'instance.kill', target: name, cancellable: false, request }, (task) =>
    carryOutKill(deps, record, task),
  )
}

/** Ends the machine and waits until its end is recorded. Of one that is suspended, its memory is thrown away. */
export async function carryOutKill(deps: Deps, record: InstanceRecord, task: Task): Promise<{ name: string }> {
  const { id, name } = record
  const { kind } = deps.fleet.stateOf(record)
  if (kind === 'suspended') return await throwMemoryAway(deps, record)
  task.report('ending by force')
  using taken = new DisposableStack()
  taken.use(deps.fleet.expectEnd(id))
  const machine = deps.fleet.machineOf(id)
  if (machine) await machine.kill(AbortSignal.timeout(killDeadlineMs))
  else await cleanUp(deps, record)
  await deps.fleet.ended(id, AbortSignal.timeout(killDeadlineMs))
  taken.move()
  await throwAwayWhatWasKept(deps, record)
  return { name }
}

/** It may have been about to be suspended, or to go on. */
async function throwAwayWhatWasKept(deps: Deps, { name }: InstanceRecord): Promise<void> {
  const record = (await deps.store.get('instance', name))?.value
  if (record?.suspended) await throwMemoryAway(deps, record)
}

const killDeadlineMs = 30_000
