import { RunError } from '../host/run.ts'
import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/** Whether a guest would read the same from two disks. A shorter one counts as filled up with zeros. */
export async function haveSameContent(one: DiskLayer, other: DiskLayer, diskBytes: number, job: Job): Promise<boolean> {
  const limits = { diskBytes: 2 * diskBytes }
  try {
    await qemuImg({ verb: 'compare', options: ['-q'], disks: [one, other], limits }, job)
    return true
  } catch (error) {
    if (error instanceof RunError && error.why.kind === 'exit' && error.why.code === 1) return false
    throw error
  }
}
