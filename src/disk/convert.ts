import type { DiskFormat } from '../model/disk-format.ts'
import { type DiskLayer, qemuFormat } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

export type ConvertTarget = {
  /** Absolute; replaced when it is there. */
  readonly path: string
  readonly format: DiskFormat
  /** How far it may grow, in bytes. */
  readonly mostBytes: number
  /** Options of the format, such as `compression_type=zstd` (qemu-img(1), -o). */
  readonly options?: readonly string[] | undefined
  readonly isCompressed?: boolean | undefined
}

/** Copies a disk, with everything that it stands on, into a new file that stands alone. Holes stay holes. */
export async function convertDisk(
  source: DiskLayer,
  diskBytes: number,
  target: ConvertTarget,
  job: Job,
): Promise<void> {
  const { options = [], isCompressed = false } = target
  const format = ['-O', qemuFormat(target.format), ...options.flatMap((option) => ['-o', option])]
  await qemuImg(
    {
      verb: 'convert',
      // Four at once are faster than the eight that it chooses, unless it packs, too.
      options: ['-p', ...(isCompressed ? ['-c'] : ['-m', '4']), ...format],
      disks: [source],
      makes: target.path,
      limits: { diskBytes, mostBytesWritten: target.mostBytes },
    },
    job,
  )
}
