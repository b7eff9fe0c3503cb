import type { VolumeRecord } from '../../contract/store.ts'
import type { Deps } from '../deps.ts'
import { placesOf } from '../pool/place.ts'
import { volumeRecords } from './scene.ts'

/** Puts every pool right after a crash. One that cannot be read now, such as a disk that is not plugged in, is for the log. */
export async function settleVolumes(deps: Pick<Deps, 'store' | 'volumes' | 'log'>): Promise<void> {
  const records = await volumeRecords(deps)
  await deps.volumes.removeKeys(new Set(records.map(({ id }) => id)))
  for (const [pool, place] of await placesOf(deps)) {
    const recorded = new Map(records.filter((record) => record.pool === pool).map(formatById))
    try {
      const strays = await deps.volumes.removeLeftovers(place, recorded)
      if (strays.length > 0) deps.log.warn('volumes without a record were left alone', { pool, files: strays })
    } catch (error) {
      deps.log.error('a pool could not be put right', error, { pool })
    }
  }
}

function formatById({ id, format }: VolumeRecord): readonly [VolumeRecord['id'], VolumeRecord['format']] {
  return [id, format]
}
