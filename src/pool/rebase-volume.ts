import type { VolumeJob } from '../contract/volume-store.ts'
import { rebaseDisk, renameBase } from '../disk/rebase.ts'
import type { VolumeRebase } from '../plan/volume/plan-rebase.ts'
import { copyFile } from './copy-file.ts'
import { draftPath, fileName } from './files.ts'
import { chainLayer, draftLayer } from './layers.ts'

/** Writes a draft that stands on another volume, from a copy of the file: the volume itself is not touched. */
export async function rebaseVolume({ key, sizeBytes, from, onto }: VolumeRebase, job: VolumeJob): Promise<void> {
  await copyFile(key, job)
  const { signal, report } = job
  const [, ...below] = from ?? [key]
  const draft = draftLayer(key, below, draftPath(key))
  const tell = (done: number) => report('comparing', { done, total: 100, unit: 'percent' })
  if (from !== null) await rebaseDisk(draft, chainLayer(onto), sizeBytes, { signal, tell })
  // By its name alone, as in every volume, so that the pool can be moved.
  await renameBase(draft, { name: fileName(onto[0]), format: onto[0].format }, { signal })
}
