import { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { isAtRest } from '../../plan/instance/lifecycle.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { cleanUp } from './clean-up.ts'
import { carryOutKill } from './kill.ts'
import { readInstance } from './read.ts'

/** Removes an instance with its disks. One that runs is refused, or with `force` killed first. */
export async function deleteInstance(
  deps: Deps,
  name: InstanceName,
  { force }: { readonly force: boolean },
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'delete'))
  const { value: record } = await readInstance(deps, name)
  const state = deps.fleet.stateOf(record)
  if (!force && !isAtRest(state.kind)) {
    throw new Fault('instance.wrong-state', { name, state: state.kind, action: 'delete' })
  }
  return deps.operations.begin(
    { kind: 'instance.delete', target: name, cancellable: false, request, resources: resources.move() },
    (task) => carryOutDelete(deps, record, task),
  )
}

/**
 * The folder loses its name, then the record goes, then the files. Cut off before the record has gone it is all there again,
 * and after that nothing of it is.
 */
export async function carryOutDelete(deps: Deps, record: InstanceRecord, task: Task): Promise<{ name: string }> {
  const { id, name } = record
  if (!isAtRest(deps.fleet.stateOf(record).kind)) await carryOutKill(deps, record, task)
  task.report('deleting')
  // Somebody may have run its explained lines by hand.
  await deps.waiting.drop(id)
  await cleanUp(deps, record)
  await using undo = new Undo(() => deps.store.trouble === null)
  await deps.engine.release(id)
  undo.push('name the folder again', () => deps.engine.keep(id))
  await deps.store.commit([
    { kind: 'instance', delete: name },
    { kind: 'snapshots', delete: id },
    { kind: 'temporary', delete: id },
  ])
  undo.keep()
  deps.lifetimes.forget(id)
  await deps.engine.discard(id)
  deps.events.publish('instance.deleted', name)
  return { name }
}
