import type { InstanceRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { type InstanceName, SnapshotName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { SnapshotCreate } from '../../model/snapshot.ts'
import { planCreate, type SnapshotPlan } from '../../plan/snapshot/plan-create.ts'
import { type SnapshotTree, withSnapshot } from '../../plan/snapshot/tree.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { readTree, removeUnnamed, writeTree } from './read.ts'
import { readScene } from './scene.ts'
import { settledTree } from './settle-pending.ts'
import { type Result, takeLive, tell } from './take-live.ts'

/** Keeps an instance as it is now, running or not. Refusals come at once, before anything is made. */
export async function createSnapshot(
  deps: Deps,
  instance: InstanceName,
  want: SnapshotCreate,
  request: RequestContext,
  { automatic = false }: { readonly automatic?: boolean } = {},
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(instance, 'snapshot'))
  const { value: record } = await readInstance(deps, instance)
  await deps.parking.wake(record.id, 'a snapshot is taken')
  const plan = await planSnapshot(deps, record, want, automatic)
  const target = `${instance}@${plan.entry.name}`
  return deps.operations.begin(
    { kind: 'snapshot.create', target, cancellable: false, request, resources: resources.move() },
    (task) => carryOut(deps, record, plan, task),
  )
}

/** What would be done now; throws the refusal. */
export async function planSnapshot(
  deps: Deps,
  record: InstanceRecord,
  want: SnapshotCreate,
  automatic = false,
): Promise<SnapshotPlan> {
  const tree = await settledTree(deps, record)
  const scene = await readScene(deps, record, tree, automatic)
  const name = want.name ?? freshName(scene.now, scene.tree, automatic)
  return settle(planCreate(scene, name, want))
}

/** What a person is told of a disk that has no part in a snapshot. */
export function exclusion(disk: string): string {
  return `It is without ${disk}.`
}

/** `2026-11-23-0445`, or with the seconds when that is taken. */
function freshName(now: string, { snapshots }: SnapshotTree, automatic: boolean): SnapshotName {
  const stamp = now.replace('T', '-').replaceAll(':', '')
  const prefix = automatic ? 'auto-' : ''
  const candidates = [15, 17, 21].map((length) => SnapshotName.parse(`${prefix}${stamp.slice(0, length)}`))
  const [short] = candidates
  return candidates.find((name) => !snapshots.some((entry) => entry.name === name)) ?? (short as SnapshotName)
}

async function carryOut(deps: Deps, record: InstanceRecord, plan: SnapshotPlan, task: Task): Promise<Result> {
  const { id, parts, tree, layer } = plan
  for (const disk of plan.entry.leftOut) task.note(exclusion(disk))
  task.report('making files')
  await using undo = new Undo(() => deps.store.trouble === null)
  const revision = (await readTree(deps, record))?.revision ?? 0
  await deps.engine.makeLayer({ id, parts }, task.signal)
  undo.push('remove the files', () => removeUnnamed(deps, record, tree))
  if (plan.started)
    return await takeLive(deps, record, { plan: { ...plan, started: plan.started }, revision, undo }, task)
  const after = withSnapshot(tree, { layer, entry: plan.entry })
  await writeTree(deps, record, { tree: after, revision })
  undo.keep()
  return tell(deps, record, plan.entry)
}
