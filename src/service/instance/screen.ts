import type { InstanceRecord } from '../../contract/store.ts'
import type { Machine, ScreenSession } from '../../contract/engine.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from './read.ts'
import { holding, inUse } from '../parking/awake.ts'
import { requireMachine } from './require-machine.ts'
import { hasScreen } from './view.ts'

/** Joins the viewers of a screen; what is spoken is RFB (RFC 6143). Throws instance.no-screen. */
export async function joinScreen(deps: Deps, name: InstanceName, signal: AbortSignal): Promise<ScreenSession> {
  using resources = new DisposableStack()
  const { machine } = resources.use(await withScreen(deps, name, 'its screen is open'))
  const session = await machine.joinScreen(signal)
  return holding(session, resources.move())
}

/** What is on the screen now, as PNG. Throws instance.no-screen. */
export async function screenshot(deps: Deps, name: InstanceName, signal: AbortSignal): Promise<Uint8Array> {
  using held = await withScreen(deps, name, 'its screen is looked at')
  return await held.machine.screenshot(signal)
}

const action = 'show its screen'

async function withScreen(deps: Deps, name: InstanceName, use: string): Promise<{ machine: Machine } & Disposable> {
  const { value: record } = await readInstance(deps, name)
  requireMachine(deps, record, action)
  if (!showsScreen(record)) throw new Fault('instance.no-screen', { name })
  return await inUse(deps, record, { action, use })
}

function showsScreen({ run, spec, machineType }: InstanceRecord): boolean {
  return hasScreen(run?.spec ?? spec, machineType)
}
