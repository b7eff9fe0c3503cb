import { type DiskLayer, qemuFormat } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/**
 * Copies into a disk of ours what it would read differently from another base, and lets it stand on that. QEMU finds what
 * the base stands on by headers, which the caller has read.
 */
export async function rebaseDisk(layer: DiskLayer, base: DiskLayer, diskBytes: number, job: Job): Promise<void> {
  const limits = { diskBytes: 2 * diskBytes, mostBytesWritten: 'unlimited' } as const
  const options = ['-p', '-b', base.path, '-F', qemuFormat(base.format)]
  await qemuImg({ verb: 'rebase', options, disks: [layer], also: [base], limits }, job)
}

/** Only writes down what a disk of ours stands on; a name without a folder means beside the file. Nothing else is opened. */
export async function renameBase(
  { path, format }: DiskLayer,
  base: { readonly name: string; readonly format: DiskLayer['format'] },
  job: Job,
): Promise<void> {
  const limits = { diskBytes: 0, mostBytesWritten: 'unlimited' } as const
  const options = ['-u', '-b', base.name, '-F', qemuFormat(base.format)]
  await qemuImg({ verb: 'rebase', options, disks: [{ path, format }], limits }, job)
}
