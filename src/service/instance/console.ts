import type { ConsoleLine, ConsoleSession } from '../../contract/engine.ts'
import { Fault } from '../../model/fault.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { readInstance } from './read.ts'
import { holding, inUse } from '../parking/awake.ts'
import { requireMachine } from './require-machine.ts'

/** Of a terminal, in characters. */
export type TerminalSize = { readonly columns: number; readonly rows: number }

/** Joins the viewers of a console. */
export async function attachConsole(
  deps: Deps,
  name: InstanceName,
  line: ConsoleLine,
  size: TerminalSize | null,
): Promise<ConsoleSession> {
  const { value: record } = await readInstance(deps, name)
  const action = line === 'serial' ? 'console' : 'shell'
  requireMachine(deps, record, action)
  const image = await imageOf(deps, record.image)
  const present =
    line === 'serial' ? (record.run?.spec ?? record.spec).console.serial : (image?.manifest.shell ?? false)
  if (!present) throw new Fault('instance.no-console', { name, line })
  using resources = new DisposableStack()
  const { machine } = resources.use(await inUse(deps, record, { action, use: `a ${action} is open` }))
  const session = await machine.attach(line, size)
  return holding(session, resources.move())
}

/** Tells the guest how large the viewer's terminal is now. */
export async function resizeConsole(
  deps: Deps,
  name: InstanceName,
  line: ConsoleLine,
  size: TerminalSize,
  signal: AbortSignal,
): Promise<void> {
  const { value: record } = await readInstance(deps, name)
  await deps.fleet.machineOf(record.id)?.resizeConsole(line, size, signal)
}
