import type { Machine } from '../../contract/engine.ts'
import type { Action } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { requireMachine } from './require-machine.ts'
import { demand, readInstance } from './read.ts'

type Touch = Extract<Action, 'pause' | 'resume' | 'reset'>

const acts: Record<Touch, (machine: Machine, signal: AbortSignal) => Promise<void>> = {
  pause: (machine, signal) => machine.pause(signal),
  resume: (machine, signal) => machine.resume(signal),
  reset: (machine, signal) => machine.reset(signal),
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
  return deps.operations.begin(
    { kind: `instance.${action}`, target: name, cancellable: false, request, resources: resources.move() },
    async () => {
      await acts[action](machine, AbortSignal.timeout(touchDeadlineMs))
      return { name }
    },
  )
}

const touchDeadlineMs = 10_000
