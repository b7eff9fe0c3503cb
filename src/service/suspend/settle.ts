import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { suspendedFile } from '../../plan/suspend/plan-suspend.ts'
import type { Deps } from '../deps.ts'
import { cleanUp } from '../instance/clean-up.ts'
import { recordEnd } from '../instance/record-end.ts'
import { changeRecord } from './change-record.ts'
import { forgetMemory } from './forget.ts'
import { wanted } from './suspend.ts'

/** How long a machine may take to go on again, in milliseconds. */
const goOnMs = 30_000

/** True when its memory was kept whole, and only its process was left: that is ended now, so that it is suspended. */
export async function finishSuspend(deps: Deps, record: InstanceRecord): Promise<boolean> {
  if (record.suspended === undefined || record.run?.suspending !== true) return false
  await cleanUp(deps, record)
  await recordEnd(deps, record.name, { kind: 'asked', reason: 'it was suspended' }, true)
  return true
}

/** A machine that lives: one whose memory was being kept goes on, and one that went on from a memory has no need of it. */
export async function settleLiving(deps: Deps, record: InstanceRecord, machine: Machine): Promise<InstanceRecord> {
  const { id, name, run, suspended } = record
  if (run?.suspending === true) return await letGoOn(deps, record, machine)
  // One that has not answered yet may not have read all of it.
  if (suspended === undefined || (await deps.engine.suspended.isThere(id, suspendedFile))) return record
  await forgetMemory(deps, name)
  const { suspended: _gone, ...rest } = record
  return rest
}

async function letGoOn(deps: Deps, record: InstanceRecord, machine: Machine): Promise<InstanceRecord> {
  const { name } = record
  try {
    await machine.endSuspend(suspendedFile, AbortSignal.timeout(goOnMs))
  } catch (error) {
    // A monitor that is silent is shown as such; the next daemon tries again.
    deps.log.warn('a guest that was being suspended does not go on', { instance: name, reason: String(error) })
    return record
  }
  await changeRecord(deps, name, (found) => wanted(found, false))
  return wanted(record, false)
}

/**
 * A machine that is gone: true when it had not gone on from its memory yet, which is as good as before then. A part of
 * a memory that it left is removed.
 */
export async function settleLost(deps: Deps, { id, name, suspended }: InstanceRecord): Promise<boolean> {
  if (suspended === undefined) {
    await deps.engine.suspended.discard(id, suspendedFile)
    return false
  }
  if (await deps.engine.suspended.isThere(id, suspendedFile)) return true
  await forgetMemory(deps, name)
  return false
}

/** A memory that was thrown away, and whose file a killed daemon has left. */
export async function settleResting(deps: Deps, { id, run, suspended }: InstanceRecord): Promise<void> {
  if (run !== null || suspended !== undefined || !(await deps.engine.suspended.isThere(id, suspendedFile))) return
  await deps.engine.suspended.discard(id, suspendedFile)
}
