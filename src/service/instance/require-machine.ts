import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { Deps } from '../deps.ts'

/** The machine of an instance that runs; `action` is what it is wanted for. */
export function requireMachine({ fleet }: Pick<Deps, 'fleet'>, record: InstanceRecord, action: string): Machine {
  const machine = fleet.machineOf(record.id)
  if (machine) return machine
  throw new Fault('instance.wrong-state', { name: record.name, state: fleet.stateOf(record).kind, action })
}
