import type { VolumeJob } from '../contract/volume-store.ts'
import { commitDisk } from '../disk/commit.ts'
import { freeBytes } from '../host/free-space.ts'
import type { VolumeChain, VolumeFacts } from '../plan/volume/scene.ts'
import { chainLayer } from './layers.ts'
import { diskFull } from './pool-fault.ts'

/** Writes a volume into the one below it. Refused before it is begun when that may not have the room. */
export async function commitVolume(
  chain: VolumeChain,
  { sizeBytes, allocatedBytes }: VolumeFacts,
  { signal, report }: VolumeJob,
): Promise<void> {
  const { path } = chain[0].place
  if ((await freeBytes(path)) < allocatedBytes) throw await diskFull(path, allocatedBytes)
  await commitDisk(chainLayer(chain), sizeBytes, {
    signal,
    tell: (done) => report('writing into the base', { done, total: 100, unit: 'percent' }),
  })
}
