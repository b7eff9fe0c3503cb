import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeSnapshotListing, VolumeSnapshotName } from '../../model/volume-snapshot.ts'
import { planSnapshot, type SnapshotAct } from '../../plan/volume/plan-snapshot.ts'
import type { Readable } from '../../plan/volume/chain.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'
import { findVolume, readScene } from './scene.ts'

const deadlineMs = 60_000
const kinds = { create: 'volume.snapshot', restore: 'volume.restore', remove: 'volume.forget' } as const

/** The states that a volume keeps inside of itself, oldest first; also while a machine has it open. */
export async function listVolumeSnapshots(
  deps: Pick<Deps, 'store' | 'volumes'>,
  name: VolumeName,
  signal: AbortSignal,
): Promise<VolumeSnapshotListing> {
  const volume = findVolume(await readScene(deps), name)
  if (volume.facts === null) throw new Fault('volume.damaged', { volume: name, reason: volume.problem })
  if (volume.facts.snapshots === 0) return { items: [] }
  return { items: await deps.volumes.snapshots(volume, AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])) }
}

/** Keeps the state of a volume, takes it back to one, or forgets one. */
export async function snapshotVolume(
  deps: Deps,
  name: VolumeName,
  { act, snapshot }: { readonly act: SnapshotAct; readonly snapshot: VolumeSnapshotName },
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: kinds[act], action: act, name, cancellable: false, request } as const
  return beginOnVolume(deps, wish, async (scene, volume) => {
    const plan = settle(planSnapshot(scene, volume, act))
    await requireFitting(deps, plan, act, snapshot)
    return (task) => carryOut(deps, plan, { act, snapshot }, task)
  })
}

async function requireFitting(
  { volumes }: Deps,
  { volume, facts }: Readable,
  act: SnapshotAct,
  snapshot: VolumeSnapshotName,
): Promise<void> {
  const kept = facts.snapshots === 0 ? [] : await volumes.snapshots(volume, AbortSignal.timeout(deadlineMs))
  const isThere = kept.some(({ name }) => name === snapshot)
  if (isThere === (act !== 'create')) return
  const unfit = (action: string, reason: string) => new Fault('volume.unfit', { volume: volume.name, action, reason })
  if (isThere) throw unfit('keep a state', `it has one that is called "${snapshot}"`)
  const names = kept.map(({ name }) => name).join(', ')
  throw unfit(`find the state "${snapshot}"`, names === '' ? 'it keeps none' : `it keeps ${names}`)
}

async function carryOut(
  { volumes, events }: Deps,
  { volume, chain, facts }: Readable,
  { act, snapshot }: { readonly act: SnapshotAct; readonly snapshot: VolumeSnapshotName },
  task: Task,
): Promise<Record<string, unknown>> {
  task.report('changing the tables')
  await volumes.snapshot(chain, act, snapshot, facts.sizeBytes)
  events.publish('volume.changed', volume.name, { what: 'snapshots' })
  return { name: volume.name, snapshot }
}
