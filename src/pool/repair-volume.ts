import type { VolumeHealth, VolumeJob } from '../contract/volume-store.ts'
import { repairDisk } from '../disk/repair.ts'
import { copySparsely } from '../host/copy-sparsely.ts'
import { fileSpace } from '../host/file-space.ts'
import { freeBytes } from '../host/free-space.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { draftPath, volumePath } from './files.ts'
import { aloneLayer } from './layers.ts'
import { diskFull } from './pool-fault.ts'

/** Mends a copy, byte for byte, as the draft; the volume itself is not touched. */
export async function repairVolume(key: VolumeKey, { signal, report }: VolumeJob): Promise<VolumeHealth> {
  const { allocatedBytes, sizeBytes } = await fileSpace(volumePath(key))
  if ((await freeBytes(key.place.path)) < allocatedBytes) throw await diskFull(key.place.path, allocatedBytes)
  report('copying', { done: 0, total: sizeBytes, unit: 'bytes' })
  await copySparsely(volumePath(key), draftPath(key), 0o600, (done) => {
    signal.throwIfAborted()
    report('copying', { done, total: sizeBytes, unit: 'bytes' })
  })
  report('mending the copy')
  return repairDisk(aloneLayer(key, draftPath(key)), sizeBytes, { signal })
}
