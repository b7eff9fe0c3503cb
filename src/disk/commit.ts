import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/**
 * Writes what a disk has into the one below it, which grows when it is smaller, and empties the disk. Until the end the disk
 * has everything itself, so it reads the same at every moment; the one below is neither old nor new meanwhile.
 */
export async function commitDisk(layer: DiskLayer, diskBytes: number, job: Job): Promise<void> {
  const limits = { diskBytes, mostBytesWritten: 'unlimited' } as const
  await qemuImg({ verb: 'commit', options: ['-p'], disks: [layer], limits }, job)
}
