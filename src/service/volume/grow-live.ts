import { Fault } from '../../model/fault.ts'
import { ExecRequest } from '../../model/instance.ts'
import type { Machine } from '../../contract/engine.ts'
import type { LiveGrowth } from '../../plan/volume/plan-resize.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from '../instance/read.ts'
import { awakeMachine } from '../parking/awake.ts'
import type { Task, Work } from '../operation/begin.ts'
import { growInside, toldBy } from './grow-inside.ts'

const deadlineMs = 30_000

/** Lets a volume grow under a guest that runs, and has the guest grow what is on it where its agent can. */
export async function growLive(deps: Deps, growth: LiveGrowth, resources: DisposableStack): Promise<Work> {
  resources.use(deps.leases.take(growth.instance, 'resize a volume'))
  const { value: record } = await readInstance(deps, growth.instance)
  const machine = await awakeMachine(deps, record, 'resize a volume')
  return (task) => carryOut(deps, growth, machine, task)
}

async function carryOut(
  deps: Deps,
  growth: LiveGrowth,
  machine: Machine,
  task: Task,
): Promise<Record<string, unknown>> {
  const { volume, sizeBytes, before, instance } = growth
  task.report('resizing')
  await machine.resizeDisk(volume.id, sizeBytes, AbortSignal.timeout(deadlineMs))
  deps.events.publish('volume.changed', volume.name, { what: 'size' })
  task.report('growing the file system in the guest')
  const inside = await askGuest(machine, volume.id, task.signal)
  task.note(`${instance} sees the new size; ${inside}.`)
  return { name: volume.name, before, after: sizeBytes, inside }
}

/** What the guest has done with the room, in words. A guest that cannot be asked is no failure: the disk has grown. */
async function askGuest(machine: Machine, serial: string, signal: AbortSignal): Promise<string> {
  const command = ['sh', '-c', growInside, 'grow', serial]
  const request = ExecRequest.parse({ command, timeoutMs: 120_000, readyTimeoutMs: 2000 })
  try {
    return toldBy(await machine.exec(request, signal))
  } catch (error) {
    if (error instanceof Fault) return `its file system was not grown: ${error.message}`
    throw error
  }
}
