import { type DiskLayer, type NewKey, qemuFormat } from './layer.ts'
import { encryptionOptions } from './luks.ts'
import { type Job, qemuImg } from './qemu-img.ts'

export type ConvertTarget = {
  /** Absolute; replaced when it is there. */
  readonly path: string
  readonly format: DiskLayer['format']
  /** How far it may grow, in bytes. */
  readonly mostBytes: number
  /** Options of the format, such as `compression_type=zstd` (qemu-img(1), -o). */
  readonly options?: readonly string[] | undefined
  readonly isCompressed?: boolean | undefined
  /** With which the copy is encrypted. */
  readonly key?: NewKey | undefined
}

/** Writes a disk over a block device, zeros too; the caller holds it. Its path is one that nobody can exchange. */
export async function writeToDevice(source: DiskLayer, diskBytes: number, path: string, job: Job): Promise<void> {
  const limits = { diskBytes, mostBytesWritten: 'unlimited' } as const
  await qemuImg({ verb: 'convert', options: ['-p', '-n', '-O', 'raw'], disks: [source], makes: path, limits }, job)
}

/** Copies a disk, with everything that it stands on, into a new file that stands alone. Holes stay holes. */
export async function convertDisk(
  source: DiskLayer,
  diskBytes: number,
  target: ConvertTarget,
  job: Job,
): Promise<void> {
  const { isCompressed = false, key } = target
  const options = [...(target.options ?? []), ...encryptionOptions(target.format, key)]
  const format = ['-O', qemuFormat(target.format), ...options.flatMap((option) => ['-o', option])]
  await qemuImg(
    {
      verb: 'convert',
      // Four at once are faster than the eight that it chooses, unless it packs, too.
      options: ['-p', ...(isCompressed ? ['-c'] : ['-m', '4']), ...format],
      disks: [source],
      makes: target.path,
      keys: key === undefined ? [] : [key],
      limits: { diskBytes, mostBytesWritten: target.mostBytes },
    },
    job,
  )
}
