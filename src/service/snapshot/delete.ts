import type { InstanceRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName, SnapshotName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { planDelete } from '../../plan/snapshot/plan-delete.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { treeWith } from './list.ts'
import { writeTree } from './read.ts'
import { reasonOf } from './reason-of.ts'
import { tidy } from './tidy.ts'

/** Removes a snapshot; the instance and the other snapshots keep all that they have. */
export async function deleteSnapshot(
  deps: Deps,
  instance: InstanceName,
  name: SnapshotName,
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(instance, 'snapshot'))
  const { value: record } = await readInstance(deps, instance)
  const { tree, revision } = await treeWith(deps, record)
  const plan = settle(planDelete(tree, { instance, state: deps.fleet.stateOf(record).kind }, name))
  const target = `${instance}@${name}`
  return deps.operations.begin(
    { kind: 'snapshot.delete', target, cancellable: true, request, resources: resources.move() },
    async (task) => {
      await writeTree(deps, record, { tree: plan.tree, revision })
      deps.events.publish('snapshot.deleted', instance, { snapshot: name })
      return finishDelete(deps, record, name, task)
    },
  )
}

/** What was written for it alone is merged. It has lost its name by then, so whoever cancels that only puts it off. */
export async function finishDelete(
  deps: Deps,
  record: InstanceRecord,
  name: string,
  task: Task,
): Promise<{ name: string }> {
  await tidy(deps, record, task).catch((error: unknown) => {
    if (task.signal.aborted)
      return task.note('The snapshot is gone. Its disks are merged when the next one is removed.')
    const reason = reasonOf(error)
    throw new Fault('snapshot.not-merged', { instance: record.name, name, reason }, { cause: error })
  })
  return { name }
}
