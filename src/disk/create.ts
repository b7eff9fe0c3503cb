import { type DiskLayer, type NewKey, qemuFormat } from './layer.ts'
import { encryptionOptions } from './luks.ts'
import { type Job, qemuImg } from './qemu-img.ts'

export type NewDisk = {
  /** Absolute; replaced when it is there. */
  readonly path: string
  readonly format: DiskLayer['format']
  readonly sizeBytes: number
  /** Options of the format, such as `cluster_size=128k` (qemu-img(1), -o). */
  readonly options?: readonly string[] | undefined
  /** One of ours; it is not opened. */
  readonly backing?: Pick<DiskLayer, 'path' | 'format'> | undefined
  /** With which it is encrypted. */
  readonly key?: NewKey | undefined
}

/** Makes an empty disk. */
export async function createDisk(
  { path, format, sizeBytes, options = [], backing, key }: NewDisk,
  job: Job,
): Promise<void> {
  const base = backing === undefined ? [] : ['-u', '-F', qemuFormat(backing.format), '-b', backing.path]
  await qemuImg(
    {
      verb: 'create',
      options: [
        '-q',
        '-f',
        qemuFormat(format),
        ...base,
        ...[...options, ...encryptionOptions(format, key)].flatMap((option) => ['-o', option]),
      ],
      makes: path,
      keys: key === undefined ? [] : [key],
      words: [`${sizeBytes}`],
      limits: { diskBytes: sizeBytes, mostBytesWritten: 'unlimited' },
    },
    job,
  )
}
