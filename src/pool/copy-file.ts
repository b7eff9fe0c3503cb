import type { VolumeJob } from '../contract/volume-store.ts'
import { copySparsely } from '../host/copy-sparsely.ts'
import { fileSpace } from '../host/file-space.ts'
import { freeBytes } from '../host/free-space.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { draftPath, volumePath } from './files.ts'
import { diskFull } from './pool-fault.ts'

/** Makes the draft a copy of the file of a volume, byte for byte; it is refused before it is begun when there is no room. */
export async function copyFile(key: VolumeKey, { signal, report }: VolumeJob): Promise<void> {
  const { allocatedBytes, sizeBytes } = await fileSpace(volumePath(key))
  if ((await freeBytes(key.place.path)) < allocatedBytes) throw await diskFull(key.place.path, allocatedBytes)
  report('copying', { done: 0, total: sizeBytes, unit: 'bytes' })
  await copySparsely(volumePath(key), draftPath(key), 0o600, (done) => {
    signal.throwIfAborted()
    report('copying', { done, total: sizeBytes, unit: 'bytes' })
  })
}
