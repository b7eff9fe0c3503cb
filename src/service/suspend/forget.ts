import type { InstanceRecord } from '../../contract/store.ts'
import type { InstanceName } from '../../model/name.ts'
import { suspendedFile } from '../../plan/suspend/plan-suspend.ts'
import type { Deps } from '../deps.ts'
import { changeRecord } from './change-record.ts'

type Known = Pick<Deps, 'store' | 'engine'>

/** Throws the memory of a suspended instance away: it is stopped then, as after a power cut. */
export async function throwMemoryAway(
  deps: Known & Pick<Deps, 'clock' | 'events'>,
  { id, name }: Pick<InstanceRecord, 'id' | 'name'>,
): Promise<{ name: string }> {
  const end = { at: deps.clock.now().toISOString(), kind: 'stopped', reason: 'its memory was thrown away' } as const
  await changeRecord(deps, name, (record) => ({ ...without(record), end }))
  await deps.engine.suspended.discard(id, suspendedFile)
  deps.events.publish('instance.state', name, { state: 'stopped', reason: end.reason })
  return { name }
}

/** It has gone on: the memory is that of a machine now. */
export async function forgetMemory(deps: Known, name: InstanceName): Promise<void> {
  await changeRecord(deps, name, without)
}

function without({ suspended: _gone, ...record }: InstanceRecord): InstanceRecord {
  return record
}
