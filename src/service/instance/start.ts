import type { InstanceRecord } from '../../contract/store.ts'
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
import { warmLater } from '../warm/automatic.ts'
import { type Beginning, chooseBeginning } from '../warm/choose.ts'
import { discardWarm } from '../warm/remove.ts'
import { startOfWhatWaits } from '../warm/start-of-what-waits.ts'
import { wakeFork } from '../warm/start-warm.ts'
import { carryOutStart, type Intent, type Started, withIntent } from './carry-out-start.ts'
import { goOnSuspended, isSuspended } from '../suspend/go-on.ts'
import { demand, readInstance } from './read.ts'

/** Starts an instance that is at rest. The intent is durable before any process exists. */
export async function startInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed

  const askedAt = deps.clock.now().toISOString()
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'start'))
  const { value: record, revision } = await readInstance(deps, name)
  if (record.toInstall === true) throw new Fault('instance.not-installed', { name })
  demand(deps, record, 'start')
  if (isSuspended(record)) return await goOnSuspended(deps, { record, revision, resources: resources.move() }, request)
  resources.use(claimVolumes(deps, record.spec, 'start'))
  using _turn = await deviceTurn(deps, record)
  const { plan, beginning } = (await startOfWhatWaits(deps, record)) ?? (await plannedNow(deps, record))
  const intended = withIntent(record, plan, askedAt, beginning)
  const waits = await deps.waiting.give(record.id, beginning.kind === 'warm' ? beginning.start.plan : null)
  await using undo = new Undo()
  if (waits) undo.push('end what waits for it', () => cleanUp(deps, record))
  const operation = await deps.operations.begin(
    {
      kind: 'instance.start',
      target: name,
      cancellable: true,
      request,
      writes: [
        { kind: 'instance', put: intended, expected: revision },
        ...(waits ? [{ kind: 'waiting', delete: record.id } as const] : []),
      ],
      resources: resources.move(),
    },
    (task) => begin(deps, { before: record, intended }, { plan, beginning, waits }, task),
  )
  undo.keep()
  return operation
}

type Planned = { readonly plan: StartPlan; readonly beginning: Beginning }

async function plannedNow(deps: Deps, record: InstanceRecord): Promise<Planned> {
  const plan = await planOf(deps, record)
  return { plan, beginning: await chooseBeginning(deps, record, plan) }
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

/** From a warm image where there is one, else by booting; also when the warm image turns out to be of no use. */
async function begin(
  deps: Deps,
  intent: Intent,
  { plan, beginning, waits }: Planned & { readonly waits: boolean },
  task: Task,
): Promise<Started> {
  if (beginning.kind === 'cold') {
    if (beginning.told) task.note(`"${intent.before.name}" boots, since ${beginning.reason}.`)
    const started = await carryOutStart(deps, intent, plan, task)
    if (beginning.lacks) void warmLater(deps, intent.intended)
    return started
  }
  const { record: warm } = beginning.start
  try {
    return await wakeFork(deps, intent, { ...beginning.start, waits }, task)
  } catch (error) {
    task.signal.throwIfAborted()
    if (error instanceof Fault && !bootsInstead.has(error.code)) throw error
    deps.log.error('an instance boots, since its warm image was of no use', error, {
      id: warm.id,
      name: intent.before.name,
    })
    if (!isOfHost(error)) await discardWarm(deps, warm.id)
    task.note(`It boots, since its warm image was of no use: ${error instanceof Error ? error.message : String(error)}`)
    return await bootInstead(deps, intent.before, plan, task)
  }
}

/** What a machine that boots may do better: volumes that find no place to be plugged in are there from the beginning. */
const bootsInstead: ReadonlySet<string> = new Set(['instance.start-failed', 'volume.unfit', 'instance.guest-holds'])

/** A full disk or a missing right, which has a code such as ENOSPC: the warm image is not to blame. */
function isOfHost(error: unknown): boolean {
  if (error instanceof Fault) return error.code === 'volume.unfit' || error.code === 'instance.guest-holds'
  return error instanceof Error && 'code' in error
}

async function bootInstead(deps: Deps, before: InstanceRecord, plan: StartPlan, task: Task): Promise<Started> {
  const intended = withIntent(before, plan, deps.clock.now().toISOString())
  await deps.store.commit([{ kind: 'instance', put: intended }])
  return await carryOutStart(deps, { before, intended }, plan, task)
}
