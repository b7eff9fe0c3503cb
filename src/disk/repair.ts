import { RunError } from '../host/run.ts'
import { type CheckResult, checkDisk } from './check.ts'
import type { DiskLayer } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/** Mends the tables of a disk where it lies, as far as that is possible, and says how it is after it. */
export async function repairDisk(layer: DiskLayer, diskBytes: number, job: Job): Promise<CheckResult> {
  const limits = { diskBytes, mostBytesWritten: 'unlimited' } as const
  const call = { verb: 'check', options: ['-q', '-r', 'all'], disks: [layer], limits } as const
  await qemuImg(call, job).catch((error: unknown) => {
    // What it could not mend is told by the check that follows.
    if (!(error instanceof RunError) || error.why.kind !== 'exit') throw error
  })
  return checkDisk(layer, diskBytes, job)
}
