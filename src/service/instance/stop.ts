import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceStop } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { carryOutKill } from './kill.ts'
import { demand, readInstance } from './read.ts'

/** Presses the power button, waits, and after the time ends it by force and says so. */
export async function stopInstance(
  deps: Deps,
  name: InstanceName,
  want: InstanceStop,
  request: RequestContext,
): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(name, 'stop'))
  const { value: record } = await readInstance(deps, name)
  demand(deps, record, 'stop')
  return deps.operations.begin(
    { kind: 'instance.stop', target: name, cancellable: true, request, resources: resources.move() },
    (task) => carryOutStop(deps, record, want, task),
  )
}

export async function carryOutStop(
  deps: Deps,
  record: InstanceRecord,
  { timeoutMs }: InstanceStop,
  task: Task,
): Promise<{ name: string; forced: boolean }> {
  const { id, name } = record
  const machine = deps.fleet.machineOf(id)
  if (!machine) return { name, forced: false }
  await deps.parking.wake(id, 'it is to shut down')
  const wasPaused = deps.fleet.stateOf(record).kind === 'paused'
  using taken = new DisposableStack()
  taken.use(deps.fleet.expectEnd(id))
  task.report('waiting for the guest to shut down')
  const forced = !(await shutsDown(deps, record, machine, { wasPaused, timeoutMs }, task))
  if (forced) {
    task.note(`"${name}" did not shut down within ${Math.round(timeoutMs / 1000)} seconds and was ended by force.`)
    await carryOutKill(deps, record, task)
  }
  taken.move()
  return { name, forced }
}

const monitorDeadlineMs = 5000

/** How often the button is pressed, in milliseconds: a guest that is still booting does not hear the first time. */
const pressEveryMs = 5000

async function shutsDown(
  deps: Deps,
  record: InstanceRecord,
  machine: Machine,
  { wasPaused, timeoutMs }: { readonly wasPaused: boolean; readonly timeoutMs: number },
  task: Task,
): Promise<boolean> {
  for (let leftMs = timeoutMs; leftMs > 0; leftMs -= pressEveryMs) {
    await pressPowerButton(machine, wasPaused && leftMs === timeoutMs, task)
    if (await endsWithin(deps, record, Math.min(leftMs, pressEveryMs), task)) return true
  }
  return false
}

/** A guest that is paused could not react. A monitor that does not answer is left to the deadline. */
async function pressPowerButton(machine: Machine, isPaused: boolean, task: Task): Promise<void> {
  const signal = AbortSignal.any([task.signal, AbortSignal.timeout(monitorDeadlineMs)])
  try {
    if (isPaused) await machine.resume(signal)
    await machine.powerDown(signal)
  } catch {
    task.signal.throwIfAborted()
  }
}

async function endsWithin(deps: Deps, { id, name }: InstanceRecord, timeoutMs: number, task: Task): Promise<boolean> {
  const timeout = new AbortController()
  const nap = new AbortController()
  const deadline = deps.clock.sleep(timeoutMs, nap.signal).then(
    () => timeout.abort(),
    () => undefined,
  )
  try {
    await deps.fleet.ended(id, AbortSignal.any([task.signal, timeout.signal]))
    return true
  } catch (error) {
    if (task.signal.aborted) throw new Fault('operation.cancelled', { kind: 'instance.stop', target: name })
    if (!timeout.signal.aborted) throw error
    return false
  } finally {
    nap.abort()
    await deadline
  }
}
