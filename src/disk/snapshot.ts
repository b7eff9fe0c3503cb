import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

const letters = { create: '-c', restore: '-a', remove: '-d' } as const

/** Keeps, brings back or removes a state inside of a qcow2 file. qemu-img takes digits for a number, so no name begins with one. */
export async function changeSnapshot(
  layer: DiskLayer,
  act: keyof typeof letters,
  name: string,
  diskBytes: number,
  job: Job,
): Promise<void> {
  const limits = { diskBytes, mostBytesWritten: 'unlimited' } as const
  await qemuImg({ verb: 'snapshot', options: [letters[act], name], disks: [layer], limits }, job)
}
