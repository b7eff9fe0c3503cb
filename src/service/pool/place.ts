import { nearest } from '../../kit/nearest.ts'
import { Fault } from '../../model/fault.ts'
import type { PoolName } from '../../model/name.ts'
import { defaultPool, type PoolPlace } from '../../model/pool.ts'
import type { Deps } from '../deps.ts'

/** No person makes more. */
const mostPools = 1000

/** Every pool by its name; that of the daemon itself among them. */
export async function placesOf({
  store,
  volumes,
}: Pick<Deps, 'store' | 'volumes'>): Promise<ReadonlyMap<PoolName, PoolPlace>> {
  const made = await store.list('pool', { limit: mostPools })
  return new Map([[defaultPool, volumes.defaultPlace], ...made.map(({ value }) => [value.name, value.place] as const)])
}

/** Where a pool is, or the fault that says which one may have been meant. */
export async function placeOf(deps: Pick<Deps, 'store' | 'volumes'>, pool: PoolName): Promise<PoolPlace> {
  const places = await placesOf(deps)
  const place = places.get(pool)
  if (place) return place
  throw new Fault('pool.not-found', { pool, near: nearest(pool, places.keys()) })
}
