import type { Ending, Machine } from '../../contract/engine.ts'
import type { InstanceRecord, ProcessIdentity } from '../../contract/store.ts'
import { Undo } from '../../kit/undo.ts'
import { Fault } from '../../model/fault.ts'
import type { StartPlan } from '../../plan/instance/start-plan.ts'
import { keptPlan } from '../../plan/warm/plan-template.ts'
import type { Deps } from '../deps.ts'
import type { Task } from '../operation/begin.ts'
import type { Beginning } from '../warm/choose.ts'
import { cleanUp } from './clean-up.ts'

/** The record of an instance that is to run with a plan; durable before any process exists. */
export function withIntent(
  record: InstanceRecord,
  plan: StartPlan,
  now: string,
  beginning?: Beginning,
): InstanceRecord {
  const {
    incoming: _memory,
    incomingOnce: _once,
    ...started
  } = beginning?.kind === 'warm' ? keptPlan(beginning.start.plan) : plan
  const { acceleration, hostdevs, medium = null } = plan
  const warm =
    beginning?.kind === 'warm' ? ({ id: beginning.start.record.id, identity: 'pending' } as const) : undefined
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
  if (warm === undefined) return { ...record, booted: true, run, end: null }
  return { ...record, booted: true, warmed: true, run: { ...run, warm }, end: null }
}

export type Started = { name: string; acceleration: string; reason: string }
export type Intent = { readonly before: InstanceRecord; readonly intended: InstanceRecord }

/** The work of a start whose intent is recorded. */
export async function carryOutStart(
  deps: Deps,
  { before, intended }: Intent,
  plan: StartPlan,
  task: Task,
): Promise<Started> {
  const { name, id, uuid } = intended
  using _starting = deps.fleet.starting(intended)
  await using undo = new Undo(() => deps.store.trouble === null)
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
