import { openOwnBytes } from '../disk/own-bytes.ts'
import { findKernels } from '../disk/system/find-kernels.ts'
import { judgeDrivers } from '../disk/system/judge-drivers.ts'
import type { VolumeDrivers } from '../model/volume-drivers.ts'

/** Some systems have many kernels; an initramfs is unpacked in less than a second. */
const deadlineMs = 60_000

/** Looks for drivers in a draft. What it cannot find out it says; only the signal makes it fail. */
export async function readDrivers(path: string, format: 'qcow2' | 'raw', signal: AbortSignal): Promise<VolumeDrivers> {
  const unknown = (reason: string): VolumeDrivers => ({ virtio: 'unknown', bus: null, reason })
  const deadline = AbortSignal.timeout(deadlineMs)
  try {
    await using bytes = await openOwnBytes(path, format)
    if (bytes === undefined) return unknown('it could not be looked into')
    return judgeDrivers(await findKernels(bytes, AbortSignal.any([signal, deadline])))
  } catch {
    signal.throwIfAborted()
    return unknown(deadline.aborted ? 'looking into it took too long' : 'it could not be looked into')
  }
}
