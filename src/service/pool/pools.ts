import { Fault } from '../../model/fault.ts'
import type { PoolName } from '../../model/name.ts'
import { defaultPool, type Pool, type PoolCreate, type PoolPlace } from '../../model/pool.ts'
import type { Deps } from '../deps.ts'
import { volumeRecords } from '../volume/scene.ts'
import { placeOf, placesOf } from './place.ts'

type Known = Pick<Deps, 'store' | 'volumes'>

/** Every pool with what is left in it, that of the daemon first. */
export async function listPools(deps: Known): Promise<{ readonly items: readonly Pool[] }> {
  const places = await placesOf(deps)
  return { items: await Promise.all([...places].map(([name, place]) => view(deps, name, place))) }
}

/** Makes a folder that is there a pool. Throws pool.unusable, pool.exists. */
export async function createPool(deps: Deps, { name, path }: PoolCreate): Promise<Pool> {
  using _lease = deps.leases.take(`pool ${name}`, 'create')
  const places = await placesOf(deps)
  if (places.has(name)) throw new Fault('pool.exists', { pool: name, reason: 'there is one of this name' })
  const [other] = [...places].find(([, place]) => place.path === path) ?? []
  if (other !== undefined) throw new Fault('pool.exists', { pool: name, reason: `the folder is the pool ${other}` })
  const place = { kind: 'directory', path } as const
  await deps.volumes.requirePlace(place)
  const createdAt = deps.clock.now().toISOString()
  const written = await deps.store.commit([{ kind: 'pool', put: { version: 1, name, place, createdAt }, expected: 0 }])
  if (written === 'conflict') throw new Fault('pool.exists', { pool: name, reason: 'there is one of this name' })
  deps.events.publish('pool.created', name)
  return view(deps, name, place)
}

/** Forgets a pool in which no volume is; its folder stays. What it was is answered. */
export async function deletePool(deps: Deps, name: PoolName): Promise<Pool> {
  using _lease = deps.leases.take(`pool ${name}`, 'delete')
  const was = await view(deps, name, await placeOf(deps, name))
  const reason =
    name === defaultPool
      ? 'it is the one that is always there'
      : `it has ${was.volumes} ${was.volumes === 1 ? 'volume' : 'volumes'} in it`
  if (name === defaultPool || was.volumes > 0) throw new Fault('pool.in-use', { pool: name, reason })
  await deps.store.commit([{ kind: 'pool', delete: name }])
  deps.events.publish('pool.deleted', name)
  return was
}

async function view(deps: Known, name: PoolName, place: PoolPlace): Promise<Pool> {
  const [records, found, space] = await Promise.all([
    volumeRecords(deps),
    deps.store.get('pool', name),
    spaceOf(deps, place),
  ])
  const volumes = records.filter(({ pool }) => pool === name).length
  return { name, place, volumes, ...space, createdAt: found?.value.createdAt ?? null }
}

async function spaceOf(
  { volumes }: Known,
  place: PoolPlace,
): Promise<Pick<Pool, 'freeBytes' | 'totalBytes' | 'problem'>> {
  try {
    await volumes.requirePlace(place)
    return { ...(await volumes.space(place)), problem: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { freeBytes: null, totalBytes: null, problem: error.message }
  }
}
