import { createDisk } from '../disk/create.ts'
import { newQcow2 } from '../disk/new-qcow2.ts'
import { writeWhole } from '../host/files.ts'
import { makeSparse } from '../host/write-at.ts'
import type { NewVolume } from '../plan/volume/plan-new.ts'
import type { VolumeJob } from '../contract/volume-store.ts'
import { draftPath, fileName } from './files.ts'
import type { Keys } from './keys.ts'
import { newKey } from './layers.ts'
import { isUsualLayout, layoutOptions } from './layout-options.ts'

/** Writes the draft of an empty volume. The usual ones are written as bytes, which takes less than a millisecond. */
export async function makeVolume(volume: NewVolume, keys: Keys, { signal }: VolumeJob): Promise<void> {
  const { key, sizeBytes, layout, preallocation, base } = volume
  const path = draftPath(key)
  const secret = volume.encrypt === true ? { key: newKey(key.id, keys.fileOf(key.id), keys.unlockMs) } : {}
  if (preallocation !== 'off' || volume.encrypt === true)
    return createDisk({ path, format: key.format, sizeBytes, options: optionsOf(volume), ...secret }, { signal })
  if (key.format === 'raw') return makeSparse(path, sizeBytes)
  // A name without a folder means: beside this file, wherever the pool is.
  const backing = base && { path: fileName(base), format: base.format }
  if (isUsualLayout(layout)) return writeWhole(path, newQcow2(sizeBytes, backing))
  await createDisk(
    { path, format: 'qcow2', sizeBytes, options: optionsOf(volume), ...(backing && { backing }) },
    { signal },
  )
}

function optionsOf({ key, layout, preallocation }: NewVolume): readonly string[] {
  const own = key.format === 'qcow2' ? layoutOptions(layout) : []
  return preallocation === 'off' ? own : [`preallocation=${preallocation}`, ...own]
}
