import type { InstanceRecord } from '../../contract/store.ts'
import type { Machine, ScreenSession } from '../../contract/engine.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { readInstance } from './read.ts'
import { requireMachine } from './require-machine.ts'
import { hasScreen } from './view.ts'

/** Joins the viewers of a screen; what is spoken is RFB (RFC 6143). Throws instance.no-screen. */
export async function joinScreen(deps: Deps, name: InstanceName, signal: AbortSignal): Promise<ScreenSession> {
  return (await machineWithScreen(deps, name)).joinScreen(signal)
}

/** What is on the screen now, as PNG. Throws instance.no-screen. */
export async function screenshot(deps: Deps, name: InstanceName, signal: AbortSignal): Promise<Uint8Array> {
  return (await machineWithScreen(deps, name)).screenshot(signal)
}

async function machineWithScreen(deps: Deps, name: InstanceName): Promise<Machine> {
  const { value: record } = await readInstance(deps, name)
  const machine = requireMachine(deps, record, 'show its screen')
  if (!showsScreen(record)) throw new Fault('instance.no-screen', { name })
  return machine
}

function showsScreen({ run, spec, machineType }: InstanceRecord): boolean {
  return hasScreen(run?.spec ?? spec, machineType)
}
