import type { InstanceRecord } from '../../contract/store.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { cleanUp } from '../instance/clean-up.ts'
import { recordEnd } from '../instance/record-end.ts'
import { planOf } from '../instance/start.ts'
import { forkPlan } from '../../plan/warm/plan-template.ts'
import { warmRecords } from './records.ts'
import { newDisksOf } from './scene.ts'

/** Puts right what a daemon that is no more has left of warm images. */
export async function settleWarm(deps: Deps): Promise<void> {
  await settleWaiting(deps)
  await deps.engine.warm.removeLeftovers(new Set((await warmRecords(deps)).map(({ id }) => id)))
}

/**
 * What waited ended with its daemon, or does now; the next are made anew. Who is no instance has no folder either: a crash while
 * it was made may have left one.
 */
async function settleWaiting({ store, engine }: Pick<Deps, 'store' | 'engine'>): Promise<void> {
  const records = await store.list('waiting', { limit: await store.count('waiting') })
  if (records.length === 0) return
  const instances = await store.list('instance', { limit: await store.count('instance') })
  const known = new Set(instances.map(({ value }) => value.id))
  for (const { value } of records) {
    await engine.cleanUp(value.id, value.uuid)
    if (!known.has(value.id)) await engine.discard(value.id)
    await store.commit([{ kind: 'waiting', delete: value.id }])
  }
}

/** A fork that has not become somebody is nobody's: it goes, and its instance is as if it had never been started. */
export async function undoFork(deps: Deps, record: InstanceRecord): Promise<void> {
  const { warmed: _warmed, ...rest } = record
  await cleanUp(deps, record)
  const fresh: InstanceRecord = { ...rest, booted: false, run: null, end: null }
  try {
    await renewDisks(deps, record, fresh)
    await deps.store.commit([{ kind: 'instance', put: fresh }])
  } catch (error) {
    deps.log.error('the disks of a fork that had no identity could not be made new', error, { instance: record.name })
    await recordEnd(deps, record.name, { kind: 'crashed', reason: 'its start was cut off' }, false)
  }
}

async function renewDisks(deps: Deps, { run, image: named }: InstanceRecord, fresh: InstanceRecord): Promise<void> {
  if (!run?.warm) return
  const { facts } = await deps.engine.host(AbortSignal.timeout(30_000))
  const disks = newDisksOf(fresh, await imageOf(deps, named), facts)
  await deps.engine.warm.takeDisks(forkPlan(await planOf(deps, fresh), run.warm.id), disks)
}
