import type { VolumeRecord } from '../../contract/store.ts'
import type { PoolPlace } from '../../model/pool.ts'
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
      for (const record of records.filter((each) => each.pool === pool)) await settleKey(deps, record, place)
    } catch (error) {
      deps.log.error('a pool could not be put right', error, { pool })
    }
  }
}

/** How long taking away a passphrase may take, in milliseconds: each is tried for seconds of processor time on purpose. */
const keyDeadlineMs = 60_000

/** A passphrase that could not be taken away, such as of a volume that a machine has open, waits for the next start. */
async function settleKey(
  { volumes, log }: Pick<Deps, 'volumes' | 'log'>,
  { id, name, format }: VolumeRecord,
  place: PoolPlace,
): Promise<void> {
  try {
    const isSettled = await volumes.settleKey({ id, place, format }, AbortSignal.timeout(keyDeadlineMs))
    if (isSettled) log.warn('a change of a passphrase that was cut off is settled', { volume: name })
  } catch (error) {
    log.error('a change of a passphrase that was cut off is not settled: two may open the volume', error, {
      volume: name,
    })
  }
}

function formatById({ id, format }: VolumeRecord): readonly [VolumeRecord['id'], VolumeRecord['format']] {
  return [id, format]
}
