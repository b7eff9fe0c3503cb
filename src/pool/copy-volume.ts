import type { VolumeJob } from '../contract/volume-store.ts'
import { convertDisk } from '../disk/convert.ts'
import type { DiskLayer } from '../disk/layer.ts'
import { measureDisk } from '../disk/measure.ts'
import { freeBytes } from '../host/free-space.ts'
import type { LayoutWish, VolumeCopy } from '../plan/volume/plan-new.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { draftPath } from './files.ts'
import { layoutOptions } from './layout-options.ts'
import { chainLayer } from './layers.ts'
import { diskFull } from './pool-fault.ts'

const mebibyte = 2 ** 20

/** Writes a draft that stands alone and reads as the chain does. */
export async function copyVolume(
  { from, sizeBytes, key, layout, compress }: VolumeCopy,
  job: VolumeJob,
): Promise<void> {
  await copyDisk({ source: chainLayer(from), sizeBytes, key, layout, compress }, job)
}

type DiskCopy = {
  readonly source: DiskLayer
  readonly sizeBytes: number
  readonly key: VolumeKey
  readonly layout: LayoutWish
  readonly compress: boolean
}

/** Writes a draft with the content of a disk. It is refused before it is begun when there is no room for it. */
async function copyDisk(copy: DiskCopy, { signal, report }: VolumeJob): Promise<void> {
  const { source, sizeBytes, key, layout, compress } = copy
  const { place, format } = key
  report('measuring')
  const { requiredBytes } = await measureDisk(source, format, sizeBytes, { signal })
  if (!compress && (await freeBytes(place.path)) < requiredBytes) throw await diskFull(place.path, requiredBytes)
  const options = format === 'qcow2' ? layoutOptions(layout) : []
  // Other clusters than the usual need larger tables than were measured.
  const mostBytes = format === 'raw' ? sizeBytes + mebibyte : 2 * requiredBytes + 16 * mebibyte
  const target = { path: draftPath(key), format, mostBytes, options, isCompressed: compress }
  await convertDisk(source, sizeBytes, target, {
    signal,
    tell: (done) => report('copying', { done, total: 100, unit: 'percent' }),
  })
}
