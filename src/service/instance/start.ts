import type { Ending, Machine } from '../../contract/engine.ts'
import type { InstanceRecord, ProcessIdentity } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { planStart } from '../../plan/instance/plan-start.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { withLayers } from '../../plan/snapshot/with-layers.ts'
import type { Deps } from '../deps.ts'
import { installerOf } from '../install/installer.ts'
import { imageOf, mediumOf } from '../image/resolve.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { cleanUp } from './clean-up.ts'
import { demandCpu } from './demand-cpu.ts'
import { demandFiles } from './demand-files.ts'
import { deviceTurn, hostdevsOf } from './host-devices.ts'
import { claimVolumes, plannedVolumes } from '../volume/for-instance.ts'
import { startingTree } from '../snapshot/starting-tree.ts'
import { demand, readInstance } from './read.ts'

/** Starts an instance that is at rest. The intent is durable before any process exists. */
export async function startInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed

  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'start'))
  const { value: record, revision } = await readInstance(deps, name)
  if (record.toInstall === true) throw new Fault('instance.not-installed', { name })
  demand(deps, record, 'start')
  resources.use(claimVolumes(deps, record.spec, 'start'))
  using _turn = await deviceTurn(deps, record)
  const plan = await planOf(deps, record)
  const intended = withIntent(record, plan, deps.clock.now().toISOString())

  return await deps.operations.begin(
    {
      kind: 'instance.start',
      target: name,
      cancellable: true,
      request,
      writes: [{ kind: 'instance', put: intended, expected: revision }],
      resources: resources.move(),
    },
    (task) => carryOutStart(deps, { before: record, intended }, plan, task),
  )
}

/** How it would be started now; throws the refusal. */
export async function planOf(deps: Deps, record: InstanceRecord): Promise<StartPlan> {
  await demandFiles(deps, record.spec)
  const [{ facts }, image, hostdevs, volumes, medium] = await Promise.all([
    deps.engine.host(AbortSignal.timeout(30_000)),
    imageOf(deps, record.image),
    hostdevsOf(deps, record),
    plannedVolumes(deps, record.spec, record.name),
    mediumOf(deps, record.spec),
  ])
  await demandCpu(deps, { ...record, facts }, AbortSignal.timeout(30_000))
  const installer = runsInstaller(record) ? await installerOf(deps, record, medium) : null
  const plan = settle(planStart(record, image, facts, { hostdevs, volumes, medium, installer }))
  return withLayers(plan, await startingTree(deps, record, plan))
}

/** Until there is a system; one that a person installs is believed to be there after the first time. */
function runsInstaller({ toInstall, booted, spec }: InstanceRecord): boolean {
  return spec.install === undefined ? !booted : toInstall === true
}

export function withIntent(record: InstanceRecord, plan: StartPlan, now: string): InstanceRecord {
  const { incoming: _memory, ...started } = plan
  const { acceleration, hostdevs, medium = null } = plan
  const run = {
    intendedAt: now,
    spec: record.spec,
    acceleration,
    hostdevs,
    medium,
    plan: started,
    process: null,
    startedAt: null,
  }
  return { ...record, booted: true, run, end: null }
}

/** The work of a start whose intent is recorded. */
export async function carryOutStart(
  deps: Deps,
  { before, intended }: { readonly before: InstanceRecord; readonly intended: InstanceRecord },
  plan: StartPlan,
  task: Task,
): Promise<{ name: string; acceleration: string; reason: string }> {
  const { name, id, uuid } = intended
  using _starting = deps.fleet.starting(intended)
  await using undo = new Undo()
  undo.push('forget the intent', () => forgetIntent(deps, before))
  task.report('starting QEMU')
  const process = await deps.engine.launch(plan, task.signal)
  undo.push('end the machine', () => cleanUp(deps, intended))
  const since = deps.clock.now().toISOString()
  // QEMU builds its machine while the store writes.
  const [machine] = await Promise.all([
    deps.engine.open(id, uuid, process, task.signal, name).then((opened) => machineOrFault(name, opened)),
    recordProcess(deps, intended, process, since),
  ])
  const status = await machine.status(task.signal)
  undo.keep()
  deps.fleet.add(intended, machine, since, status)
  const { kind, reason } = plan.acceleration
  return { name, acceleration: kind, reason }
}

function machineOrFault(name: string, opened: Machine | { readonly ended: Ending }): Machine {
  if ('ended' in opened) throw new Fault('instance.start-failed', { name, reason: opened.ended.reason })
  return opened
}

export async function recordProcess(
  { store }: Pick<Deps, 'store'>,
  record: InstanceRecord,
  process: ProcessIdentity,
  startedAt: string,
): Promise<void> {
  const { run } = record
  if (run) await store.commit([{ kind: 'instance', put: { ...record, run: { ...run, process, startedAt } } }])
}

/** It never ran: even its one boot from the medium is not used up. */
async function forgetIntent({ store }: Pick<Deps, 'store'>, before: InstanceRecord): Promise<void> {
  await store.commit([{ kind: 'instance', put: before }])
}
