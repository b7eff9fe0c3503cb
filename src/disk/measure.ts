import type { DiskFormat } from '../model/disk-format.ts'
import { type DiskLayer, qemuFormat } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

export type Measured = {
  /** What a copy takes at most, with everything that is packed unpacked. */
  readonly requiredBytes: number
  /** What a copy would take if the disk were full. */
  readonly fullBytes: number
}

/** How large a copy in another format will be. */
export async function measureDisk(
  layer: DiskLayer,
  target: DiskFormat,
  diskBytes: number,
  job: Job,
): Promise<Measured> {
  const options = ['-O', qemuFormat(target), '--output=json']
  const call = { verb: 'measure', options, disks: [layer], limits: { diskBytes } } as const
  const found = JSON.parse(await qemuImg(call, job)) as Readonly<Record<string, unknown>>
  const { required, 'fully-allocated': full } = found
  if (typeof required !== 'number' || typeof full !== 'number') throw new TypeError('qemu-img measure gave no size')
  return { requiredBytes: required, fullBytes: full }
}
