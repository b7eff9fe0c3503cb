import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import type { Action } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { requireMachine } from './require-machine.ts'
import { demand, readInstance } from './read.ts'

type Touch = Extract<Action, 'pause' | 'resume' | 'reset'>

type Act = (machine: Machine, signal: AbortSignal) => Promise<void>

const acts: Record<Touch, Act> = {
  pause: (machine, signal) => machine.pause(signal),
  resume: (machine, signal) => machine.resume(signal),
  reset: (machine, signal) => machine.reset(signal),
}

type ParkedAct = (deps: Deps, record: InstanceRecord, machine: Machine) => Promise<void>

/** The same for one that is parked. */
const parkedActs: Record<Touch, ParkedAct> = {
  pause: ({ parking }, { id }) => parking.stay(id),
  resume: ({ parking }, { id }) => parking.wake(id, 'it was resumed'),
  reset: async ({ parking }, { id }, machine) => {
    await machine.reset(AbortSignal.timeout(touchDeadlineMs))
    await parking.wake(id, 'it was reset')
  },
}

/** One short request to a machine that runs; the state follows from what QEMU tells. */
export async function touchInstance(
  deps: Deps,
  name: InstanceName,
  action: Touch,
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, action))
  const { value: record } = await readInstance(deps, name)
  demand(deps, record, action)
  const machine = requireMachine(deps, record, action)
  const isParked = deps.fleet.stateOf(record).kind === 'parked'
  return deps.operations.begin(
    { kind: `instance.${action}`, target: name, cancellable: false, request, resources: resources.move() },
    async () => {
      if (isParked) await parkedActs[action](deps, record, machine)
      else await acts[action](machine, AbortSignal.timeout(touchDeadlineMs))
      return { name }
    },
  )
}

const touchDeadlineMs = 10_000
