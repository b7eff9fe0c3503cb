import type { InstanceRecord, SuspendedRecord } from '../../contract/store.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { Operation } from '../../model/operation.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { planGoingOn, suspendedFile } from '../../plan/suspend/plan-suspend.ts'
import type { Deps } from '../deps.ts'
import { setLive } from '../instance/set-live.ts'
import { carryOutStart, withIntent } from '../instance/carry-out-start.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { readHardware } from '../snapshot/scene.ts'
import { startingTree } from '../snapshot/starting-tree.ts'
import { forgetMemory } from './forget.ts'

type Suspended = InstanceRecord & { readonly suspended: SuspendedRecord }

export function isSuspended(record: InstanceRecord): record is Suspended {
  return record.suspended !== undefined
}

type GoingOn = { readonly record: Suspended; readonly revision: number; readonly resources: Disposable }

/** Starts a suspended instance: the same machine goes on where it stood. Refusals come at once. */
export async function goOnSuspended(
  deps: Deps,
  { record, revision, resources }: GoingOn,
  request: RequestContext,
): Promise<Operation> {
  using held = new DisposableStack()
  held.use(resources)
  const plan = await planGoingOnOf(deps, record)
  return await deps.operations.begin(
    { kind: 'instance.start', target: record.name, cancellable: true, request, resources: held.move() },
    (task) => carryOut(deps, { record, revision, plan }, task),
  )
}

/** How it would go on now; throws the refusal. */
export async function planGoingOnOf(deps: Deps, record: Suspended): Promise<StartPlan> {
  const { suspended, name } = record
  const [{ facts }, hardware, tree] = await Promise.all([
    deps.engine.host(AbortSignal.timeout(30_000)),
    readHardware(deps, suspended.plan),
    startingTree(deps, record, suspended.plan),
  ])
  const { usable: hasKvm } = facts.kvm
  return settle(planGoingOn(name, suspended, { host: { ...hardware, hasKvm }, tree }))
}

async function carryOut(
  deps: Deps,
  { record, revision, plan }: { readonly record: Suspended; readonly revision: number; readonly plan: StartPlan },
  task: Task,
): Promise<Record<string, unknown>> {
  const { name, suspended } = record
  task.report('checking its memory')
  await demandWhole(deps, record, task.signal)
  const intended = withIntent(record, plan, deps.clock.now().toISOString())
  const put = { ...intended, run: intended.run && { ...intended.run, spec: suspended.spec } }
  const written = await deps.store.commit([{ kind: 'instance', put, expected: revision }])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  const started = await carryOutStart(deps, { before: record, intended: put }, plan, task).catch((error: unknown) => {
    throw explained(error)
  })
  await forgetMemory(deps, name)
  await catchUp(deps, put, task)
  return { ...started, suspendedAt: suspended.at }
}

async function demandWhole(deps: Deps, { id, name, suspended }: Suspended, signal: AbortSignal): Promise<void> {
  const reason = await deps.engine.suspended.damage(id, { file: suspendedFile, digest: suspended.digest }, signal)
  if (reason !== undefined) throw new Fault('suspend.unfit', { instance: name, reason })
}

/** QEMU that ends over a memory has told why. */
function explained(error: unknown): unknown {
  if (!(error instanceof Fault) || error.code !== 'instance.start-failed') return error
  const { name, reason } = (error as Fault<'instance.start-failed'>).details
  return new Fault('suspend.unfit', { instance: name, reason }, { cause: error })
}

/** How long the agent of a guest that has just gone on may take, in milliseconds. */
const clockMs = 15_000

/** For the guest no time has passed, and nothing was asked of it meanwhile. */
async function catchUp(deps: Deps, record: InstanceRecord, task: Task): Promise<void> {
  const isSet = await deps.fleet
    .machineOf(record.id)
    ?.tellTime(AbortSignal.timeout(clockMs))
    .catch(() => false)
  if (isSet !== true) task.note('The clock of the guest goes on from then: it has no agent that sets it.')
  await setLive(deps, record).catch((error: unknown) => {
    task.note(error instanceof Error ? error.message : String(error))
  })
}
