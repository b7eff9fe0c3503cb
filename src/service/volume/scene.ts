import type { VolumeRecord } from '../../contract/store.ts'
import { nearest } from '../../kit/nearest.ts'
import { Fault } from '../../model/fault.ts'
import type { PoolName, VolumeName } from '../../model/name.ts'
import type { PoolPlace } from '../../model/pool.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { KnownVolume, Use, VolumeScene } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import { placesOf } from '../pool/place.ts'

type Known = Pick<Deps, 'store' | 'volumes'>

/** Every volume as it is now, and every instance that has one. */
export async function readScene(deps: Known): Promise<VolumeScene> {
  const [records, places, uses] = await Promise.all([volumeRecords(deps), placesOf(deps), readUses(deps)])
  return { volumes: await Promise.all(records.map((record) => look(deps, record, places))), uses }
}

export async function volumeRecords({ store }: Pick<Deps, 'store'>): Promise<readonly VolumeRecord[]> {
  const found = await store.list('volume', { limit: await store.count('volume') })
  return found.map(({ value }) => value)
}

/** The volume of this name, or the fault that says which one may have been meant. */
export function findVolume({ volumes }: VolumeScene, name: string): KnownVolume {
  const found = volumes.find((volume) => volume.name === name)
  if (found) return found
  const near = nearest(
    name,
    volumes.map((volume) => volume.name),
  )
  throw new Fault('volume.not-found', { volume: name, near })
}

/** The names of the volumes that a spec has among its disks. */
export function volumesIn({
  disks,
}: Pick<InstanceSpec, 'disks'>): readonly { readonly volume: VolumeName; readonly readOnly: boolean }[] {
  return disks.flatMap((disk) => ('volume' in disk ? [{ volume: disk.volume, readOnly: disk.readOnly }] : []))
}

async function look(
  { volumes }: Known,
  { id, name, pool, format }: VolumeRecord,
  places: ReadonlyMap<PoolName, PoolPlace>,
): Promise<KnownVolume> {
  const place = places.get(pool) ?? { kind: 'directory', path: '/' }
  const known = { id, name, pool, place, format }
  try {
    const facts = await volumes.facts({ id, place, format }, name)
    const keyFile = facts.encrypted ? await volumes.keyFile(id) : undefined
    return { ...known, ...(keyFile !== undefined && { keyFile }), facts, problem: null }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'volume.damaged') throw error
    return { ...known, facts: null, problem: (error as Fault<'volume.damaged'>).details.reason }
  }
}

/** A running machine has what its run began with, and what the wanted spec has it may get. */
async function readUses({ store }: Pick<Deps, 'store'>): Promise<readonly Use[]> {
  const instances = await store.list('instance', { limit: await store.count('instance') })
  return instances.flatMap(({ value: { name: instance, spec, run } }) => {
    const open = run ? volumesIn(run.spec) : []
    const wanted = volumesIn(spec).filter(({ volume }) => !open.some((other) => other.volume === volume))
    return [
      ...open.map((use) => ({ ...use, instance, running: true })),
      ...wanted.map((use) => ({ ...use, instance, running: false })),
    ]
  })
}
