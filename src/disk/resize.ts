import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

export type Resize = {
  readonly sizeBytes: number
  /** What lies beyond the new end is lost, so this is said explicitly. */
  readonly mayShrink: boolean
  readonly preallocation?: 'off' | 'metadata' | 'falloc' | 'full' | undefined
}

/** Gives a disk of ours, which no guest is using, another size. */
export async function resizeDisk(layer: DiskLayer, resize: Resize, job: Job): Promise<void> {
  const { sizeBytes, mayShrink, preallocation } = resize
  const options = [
    ...(mayShrink ? ['--shrink'] : []),
    ...(preallocation === undefined ? [] : [`--preallocation=${preallocation}`]),
  ]
  const limits = { diskBytes: sizeBytes, mostBytesWritten: 'unlimited' } as const
  await qemuImg({ verb: 'resize', options: ['-q', ...options], disks: [layer], words: [`${sizeBytes}`], limits }, job)
}
