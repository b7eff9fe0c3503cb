import type { VolumeRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { Volume } from '../../model/volume.ts'
import { belowOf, type KnownVolume, standingOn, usesOf, type VolumeScene } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import { findVolume, readScene, volumeRecords } from './scene.ts'

type Known = Pick<Deps, 'store' | 'volumes'>

/** All volumes by name. */
export async function listVolumes(deps: Known): Promise<{ readonly items: readonly Volume[] }> {
  const [scene, records] = await Promise.all([readScene(deps), volumeRecords(deps)])
  return { items: records.map((record) => view(deps, scene, findVolume(scene, record.name), record)) }
}

/** One volume with who uses it. Throws volume.not-found. */
export async function showVolume(deps: Known, name: string): Promise<Volume> {
  const [scene, records] = await Promise.all([readScene(deps), volumeRecords(deps)])
  const volume = findVolume(scene, name)
  const record = records.find(({ id }) => id === volume.id)
  if (!record) throw new Fault('volume.not-found', { volume: name })
  return view(deps, scene, volume, record)
}

function view(
  { volumes }: Pick<Deps, 'volumes'>,
  scene: VolumeScene,
  volume: KnownVolume,
  record: VolumeRecord,
): Volume {
  const { id, name, pool, place, format, facts, problem } = volume
  return {
    id,
    name,
    pool,
    place,
    path: volumes.path(volume),
    format,
    sizeBytes: facts?.sizeBytes ?? null,
    allocatedBytes: facts?.allocatedBytes ?? null,
    encryption: facts?.encrypted === true ? (volume.keyFile === undefined ? 'locked' : 'open') : 'none',
    layout: facts?.layout ?? null,
    snapshots: facts?.snapshots ?? 0,
    standsOn: belowOf(scene, volume)?.name ?? null,
    stoodOnBy: standingOn(scene, volume).map((other) => other.name),
    usedBy: usesOf(scene, name).map(({ instance, readOnly, running }) => ({ instance, readOnly, running })),
    origin: record.origin,
    drivers: record.drivers ?? null,
    problem,
    createdAt: record.createdAt,
  }
}
