import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import { planSuspend, suspendedFile, type SuspendPlan } from '../../plan/suspend/plan-suspend.ts'
import type { Deps } from '../deps.ts'
import { mediumOf } from '../image/resolve.ts'
import { demand, readInstance } from '../instance/read.ts'
import { requireMachine } from '../instance/require-machine.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { readHardware } from '../snapshot/scene.ts'
import { changeRecord } from './change-record.ts'

/** How long a machine may take to go on again, and to end; in milliseconds. */
const goOnMs = 30_000
const endMs = 30_000

/** Keeps the memory of an instance that runs on the disk, and ends its process; the next start goes on from there. */
export async function suspendInstance(deps: Deps, name: InstanceName, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'suspend'))
  const { value: record } = await readInstance(deps, name)
  demand(deps, record, 'suspend')
  const plan = await planSuspendOf(deps, record)
  resources.use(deps.parking.use(record.id, 'it is being suspended'))
  return deps.operations.begin(
    { kind: 'instance.suspend', target: name, cancellable: true, request, resources: resources.move() },
    (task) => carryOut(deps, record, plan, task),
  )
}

/** What would be kept of it now; throws the refusal. */
export async function planSuspendOf(deps: Deps, { name, run }: InstanceRecord): Promise<SuspendPlan> {
  const known = run?.plan ? { plan: run.plan, spec: run.spec } : null
  const medium = known && (await mediumOf(deps, known.spec))
  return settle(planSuspend({ instance: name, run: known, medium: medium?.path ?? known?.spec.cdrom ?? null }))
}

async function carryOut(
  deps: Deps,
  record: InstanceRecord,
  plan: SuspendPlan,
  task: Task,
): Promise<{ name: string; sizeBytes: number }> {
  const { id, name } = record
  await deps.parking.wake(id, 'it is to be suspended')
  const machine = requireMachine(deps, record, 'suspend')
  using taken = new DisposableStack()
  taken.use(deps.fleet.expectEnd(id))
  const sizeBytes = await keep(deps, record, { plan, machine }, task)
  // It is suspended now, whatever becomes of its process.
  await machine.kill(AbortSignal.timeout(endMs))
  await deps.fleet.ended(id, AbortSignal.timeout(endMs))
  taken.move()
  return { name, sizeBytes }
}

/** Until the memory is recorded, the guest goes on in the end, also after a crash. Gives the size of the file in bytes. */
async function keep(
  deps: Deps,
  record: InstanceRecord,
  { plan, machine }: { readonly plan: SuspendPlan; readonly machine: Machine },
  task: Task,
): Promise<number> {
  const { name } = record
  await using undo = new Undo(() => deps.store.trouble === null)
  await changeRecord(deps, name, (found) => wanted(found, true))
  undo.push('forget that it is wanted', () => changeRecord(deps, name, (found) => wanted(found, false)))
  const { memoryBytes, ...kept } = plan
  const written = await machine
    .suspend({ file: suspendedFile, memoryBytes }, task.report, task.signal)
    .catch(async (error: unknown) => {
      task.signal.throwIfAborted()
      // Nobody knows what it does: the next daemon lets it go on.
      if (isSilent(error)) undo.keep()
      throw await explained(deps, record, error)
    })
  undo.push('let it go on', () => letGoOn(deps, record, machine))
  const hardware = await readHardware(deps, plan.plan)
  task.signal.throwIfAborted()
  const suspended = { ...kept, ...hardware, ...written, at: deps.clock.now().toISOString() }
  // One that was killed meanwhile has no run any more, and stays ended.
  let isKept = false
  await changeRecord(deps, name, (found) => {
    isKept = found.run?.suspending === true
    return isKept ? { ...found, suspended } : found
  })
  if (!isKept) throw endedMeanwhile(name)
  undo.keep()
  return written.sizeBytes
}

/** One that has ended meanwhile leaves only the file. */
async function letGoOn({ engine, fleet }: Deps, { id }: InstanceRecord, machine: Machine): Promise<void> {
  try {
    await machine.endSuspend(suspendedFile, AbortSignal.timeout(goOnMs))
  } catch (error) {
    await engine.suspended.discard(id, suspendedFile)
    if (!(await hasEnded(fleet, id))) throw error
  }
}

/** The wish, durable before the guest stands still. */
export function wanted(record: InstanceRecord, isWanted: boolean): InstanceRecord {
  if (!record.run) return record
  const { suspending: _before, ...run } = record.run
  return { ...record, run: isWanted ? { ...run, suspending: true } : run }
}

function isSilent(error: unknown): boolean {
  return error instanceof Fault && error.code === 'instance.unresponsive'
}

/** A full disk and a silent machine have faults of their own; one that was ended meanwhile is not silent. */
async function explained({ fleet }: Deps, { id, name: instance }: InstanceRecord, error: unknown): Promise<unknown> {
  if (isSilent(error) && (await hasEnded(fleet, id))) return endedMeanwhile(instance, error)
  if (error instanceof Fault) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new Fault('suspend.failed', { instance, reason }, { cause: error })
}

function endedMeanwhile(name: InstanceName, cause?: unknown): Fault {
  return new Fault('instance.wrong-state', { name, state: 'stopped', action: 'suspend' }, { cause })
}

/** A monitor that hangs up is mostly the last sign of a process that ends. */
function hasEnded(fleet: Deps['fleet'], id: InstanceRecord['id']): Promise<boolean> {
  return fleet.ended(id, AbortSignal.timeout(endedMs)).then(
    () => true,
    () => false,
  )
}

const endedMs = 2000
