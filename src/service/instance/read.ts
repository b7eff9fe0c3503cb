import type { InstanceRecord, Versioned } from '../../contract/store.ts'
import { nearest } from '../../kit/nearest.ts'
import { Fault } from '../../model/fault.ts'
import type { Action, InstanceState } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import { actionsFrom } from '../../plan/instance/lifecycle.ts'
import type { Deps } from '../deps.ts'

/** The record of an instance, or the fault that says which name may have been meant. */
export async function readInstance(
  { store }: Pick<Deps, 'store'>,
  name: InstanceName,
): Promise<Versioned<InstanceRecord>> {
  const found = await store.get('instance', name)
  if (found) return found
  const some = await store.list('instance', { limit: 1000 })
  const near = nearest(
    name,
    some.map(({ value }) => value.name),
  )
  throw new Fault('instance.not-found', { name, near })
}

/** Throws the fault instance.wrong-state unless the lifecycle allows the action now. */
export function demand({ fleet }: Pick<Deps, 'fleet'>, record: InstanceRecord, action: Action): InstanceState {
  const state = fleet.stateOf(record)
  if (actionsFrom(state.kind).includes(action)) return state
  throw new Fault('instance.wrong-state', { name: record.name, state: state.kind, action })
}
