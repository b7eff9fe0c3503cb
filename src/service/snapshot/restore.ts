import type { InstanceRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import type { InstanceName, SnapshotName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { SnapshotRestore } from '../../model/snapshot.ts'
import { isAtRest } from '../../plan/instance/lifecycle.ts'
import { pendingChanges } from '../../plan/instance/pending.ts'
import { planRestore, type RestorePlan } from '../../plan/snapshot/plan-restore.ts'
import type { SnapshotTree } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { carryOutKill } from '../instance/kill.ts'
import { readInstance } from '../instance/read.ts'
import { carryOutStart, withIntent } from '../instance/carry-out-start.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { treeWith } from './list.ts'
import { removeUnnamed, writeTree } from './read.ts'
import { freshLayerId, readHardware } from './scene.ts'
import { tidy } from './tidy.ts'

/**
 * Takes an instance back to a snapshot: what was written since is gone. With its memory the guest goes on where it was;
 * otherwise the instance is stopped then.
 */
export async function restoreSnapshot(
  deps: Deps,
  instance: InstanceName,
  name: SnapshotName,
  want: SnapshotRestore,
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(instance, 'restore'))
  const { value: record } = await readInstance(deps, instance)
  const { tree, revision } = await treeWith(deps, record)
  const plan = settle(planRestore(await sceneOf(deps, record, tree, name), name, want))
  const target = `${instance}@${name}`
  return deps.operations.begin(
    { kind: 'snapshot.restore', target, cancellable: true, request, resources: resources.move() },
    (task) => carryOut(deps, record, { plan, before: tree, revision, name }, task),
  )
}

async function sceneOf(deps: Deps, record: InstanceRecord, tree: SnapshotTree, name: SnapshotName) {
  const kept = tree.snapshots.find((entry) => entry.name === name)?.memory?.machine.plan
  const { facts } = await deps.engine.host(AbortSignal.timeout(30_000))
  const hardware = kept ? await readHardware(deps, kept) : { qemu: '', processor: null }
  return {
    id: record.id,
    instance: record.name,
    state: deps.fleet.stateOf(record).kind,
    spec: record.spec,
    tree,
    machine: { ...hardware, hasKvm: facts.kvm.usable },
    layerId: freshLayerId(deps),
  }
}

type Restoring = {
  readonly plan: RestorePlan
  readonly before: SnapshotTree
  readonly revision: number
  readonly name: SnapshotName
}

async function carryOut(
  deps: Deps,
  record: InstanceRecord,
  { plan, before, revision, name }: Restoring,
  task: Task,
): Promise<Record<string, unknown>> {
  task.report('making files')
  await using undo = new Undo(() => deps.store.trouble === null)
  await deps.engine.makeLayer(plan, task.signal)
  undo.push('remove the files', () => removeUnnamed(deps, record, before))
  task.signal.throwIfAborted()
  if (!isAtRest(deps.fleet.stateOf(record).kind)) await carryOutKill(deps, record, task)
  const { value: atRest, revision: expected } = await readInstance(deps, record.name)
  const after = { ...atRest, ...plan.configuration }
  const put = plan.start ? withRun(deps, after, plan.start) : after
  const written = await writeTree(deps, record, { tree: plan.tree, revision }, [{ kind: 'instance', put, expected }])
  let result = {}
  if (plan.start) {
    undo.push('take the disks of before', async () => {
      await writeTree(deps, record, { tree: before, revision: written })
    })
    result = await carryOutStart(deps, { before: atRest, intended: put }, plan.start.plan, task)
    undo.keep()
    await setClock(deps, record, task)
  }
  undo.keep()
  deps.events.publish('snapshot.restored', record.name, { snapshot: name })
  const keys = pendingChanges(record.spec, after.spec).map(({ key }) => key)
  if (keys.length > 0) task.note(`The spec is what it was then: ${keys.join(', ')}.`)
  await tidy(deps, record, task).catch((error: unknown) => {
    // It is back already; what is not merged now is merged later.
    deps.log.warn('layers were not tidied up', { instance: record.name, reason: String(error) })
  })
  return { name: record.name, ...result }
}

/** For the guest no time has passed. */
async function setClock({ fleet }: Deps, { id }: InstanceRecord, task: Task): Promise<void> {
  const isSet = await fleet
    .machineOf(id)
    ?.tellTime(AbortSignal.timeout(clockMs))
    .catch(() => false)
  if (isSet !== true) task.note('The clock of the guest goes on from then: it has no agent that sets it.')
}

const clockMs = 15_000

/** The intent to go on with a machine of then. */
function withRun(
  { clock }: Pick<Deps, 'clock'>,
  record: InstanceRecord,
  { plan, spec }: NonNullable<RestorePlan['start']>,
): InstanceRecord {
  const intended = withIntent(record, plan, clock.now().toISOString())
  return { ...intended, run: intended.run && { ...intended.run, spec } }
}
