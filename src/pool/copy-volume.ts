import type { VolumeJob } from '../contract/volume-store.ts'
import { convertDisk } from '../disk/convert.ts'
import type { DiskLayer, NewKey } from '../disk/layer.ts'
import { measureDisk } from '../disk/measure.ts'
import { freeBytes } from '../host/free-space.ts'
import type { LayoutWish, VolumeCopy } from '../plan/volume/plan-new.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { draftPath } from './files.ts'
import { layoutOptions } from './layout-options.ts'
import type { Keys } from './keys.ts'
import { chainLayer, newKey } from './layers.ts'
import { diskFull } from './pool-fault.ts'

const mebibyte = 2 ** 20

/** Writes a draft that stands alone and reads as the chain does. */
export async function copyVolume(
  { from, sizeBytes, key, layout, compress, encrypt }: VolumeCopy,
  keys: Keys,
  job: VolumeJob,
): Promise<void> {
  const secret = encrypt === true ? { secret: newKey(key.id, keys.fileOf(key.id), keys.unlockMs) } : {}
  await copyDisk({ source: chainLayer(from), sizeBytes, key, layout, compress, ...secret }, job)
}

type DiskCopy = {
  readonly source: DiskLayer
  readonly sizeBytes: number
  readonly key: VolumeKey
  readonly layout: LayoutWish
  readonly compress: boolean
  readonly secret?: NewKey
}

/** Writes a draft with the content of a disk. It is refused before it is begun when there is no room for it. */
async function copyDisk(copy: DiskCopy, { signal, report }: VolumeJob): Promise<void> {
  const { source, sizeBytes, key, layout, compress, secret } = copy
  const { format } = key
  const mostBytes = await roomFor(copy, { signal, report })
  const options = format === 'qcow2' ? layoutOptions(layout) : []
  const target = { path: draftPath(key), format, mostBytes, options, isCompressed: compress, key: secret }
  await convertDisk(source, sizeBytes, target, {
    signal,
    tell: (done) => report('copying', { done, total: 100, unit: 'percent' }),
  })
}

/** How far the draft may grow. It is measured only where a full disk would not fit: that takes as long as starting to copy. */
async function roomFor({ source, sizeBytes, key, layout, compress }: DiskCopy, job: VolumeJob): Promise<number> {
  const { place, format } = key
  const fullBytes = fullSize(format, sizeBytes, layout)
  const free = await freeBytes(place.path)
  if (free >= fullBytes) return fullBytes
  // What looks like a hole is not one of zeros inside of LUKS, so all of it is written.
  if (format === 'luks') throw await diskFull(place.path, fullBytes)
  job.report('measuring')
  const { requiredBytes } = await measureDisk(source, format === 'qcow2' ? format : 'raw', sizeBytes, {
    signal: job.signal,
  })
  if (!compress && free < requiredBytes) throw await diskFull(place.path, requiredBytes)
  // Other clusters than the usual need larger tables than were measured.
  return format !== 'qcow2' ? sizeBytes + mebibyte : 2 * requiredBytes + 16 * mebibyte
}

/** What a disk takes that is full: of qcow2 with 16 bytes of table and 2 of counts for each cluster, and some more. */
function fullSize(format: VolumeKey['format'], sizeBytes: number, { clusterBytes = 65_536 }: LayoutWish): number {
  if (format !== 'qcow2') return sizeBytes + 16 * mebibyte
  return sizeBytes + Math.ceil(sizeBytes / clusterBytes) * 32 + 16 * mebibyte
}
