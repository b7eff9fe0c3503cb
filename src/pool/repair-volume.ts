import type { VolumeHealth, VolumeJob } from '../contract/volume-store.ts'
import { repairDisk } from '../disk/repair.ts'
import { fileSpace } from '../host/file-space.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { copyFile } from './copy-file.ts'
import { draftPath, volumePath } from './files.ts'
import { aloneLayer } from './layers.ts'

/** Mends a copy, byte for byte, as the draft; the volume itself is not touched. */
export async function repairVolume(key: VolumeKey, job: VolumeJob): Promise<VolumeHealth> {
  await copyFile(key, job)
  job.report('mending the copy')
  const { sizeBytes } = await fileSpace(volumePath(key))
  return repairDisk(aloneLayer(key, draftPath(key)), sizeBytes, { signal: job.signal })
}
