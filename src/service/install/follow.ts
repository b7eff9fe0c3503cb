import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import { type InstallProgress, progressOf } from '../../plan/install/progress.ts'
import type { Deps } from '../deps.ts'
import { carryOutKill } from '../instance/kill.ts'
import { readInstance } from '../instance/read.ts'
import type { Task } from '../operation/begin.ts'
import { watchLine } from './watch-line.ts'

/** The installer's last word may be followed by those of a kernel that turns the machine off. */
const tailBytes = 16_384

/**
 * Waits for the end of an installer that runs, tells how far it has come, and records that the system is there. Throws
 * install.failed when it ended otherwise. When it is cancelled the machine is ended, and everything is as before but for
 * what was written to the disk, which the next installation overwrites.
 */
export async function followInstall(deps: Deps, record: InstanceRecord, task: Task): Promise<{ name: string }> {
  const over = new AbortController()
  const watched = watchLine(deps, record, task, AbortSignal.any([task.signal, over.signal]))
  try {
    await deps.fleet.ended(record.id, task.signal)
  } catch (error) {
    await carryOutKill(deps, record, task)
    await deps.engine.endInstaller(record.id)
    throw error
  } finally {
    over.abort()
    await watched
  }
  return await conclude(deps, record)
}

/** What came of an installer whose machine is gone. */
export async function conclude(deps: Deps, { id, name }: InstanceRecord): Promise<{ name: string }> {
  const last = await lastWords(deps, id)
  await deps.engine.endInstaller(id)
  const { value: record, revision } = await readInstance(deps, name)
  if (last?.isDone !== true || record.end?.kind !== 'stopped') {
    const reason = record.end?.reason ?? 'its machine was ended'
    throw new Fault('install.failed', { name, reason, phase: last?.phase ?? 'nothing' })
  }
  const installed = { ...record, toInstall: false }
  const written = await deps.store.commit([{ kind: 'instance', put: installed, expected: revision }])
  if (written === 'conflict') throw new Fault('request.stale', { name })
  deps.events.publish('instance.changed', name, { what: 'installed' })
  return { name }
}

async function lastWords({ engine }: Deps, id: InstanceRecord['id']): Promise<InstallProgress | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of engine.log(id, 'serial', { tailBytes, follow: false }, AbortSignal.timeout(10_000))) {
    text += decoder.decode(bytes, { stream: true })
  }
  return progressOf(text)
}
