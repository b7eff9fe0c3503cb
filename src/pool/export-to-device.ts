import type { ExportTarget, VolumeJob } from '../contract/volume-store.ts'
import { writeToDevice } from '../disk/convert.ts'
import { type HeldDevice, holdDevice } from '../host/block-device.ts'
import { systemReason } from '../host/errno.ts'
import { RunError } from '../host/run.ts'
import { formatBytes } from '../kit/bytes.ts'
import { Fault } from '../model/fault.ts'
import type { VolumeChain } from '../plan/volume/scene.ts'
import { chainLayer } from './layers.ts'
import { reasonOf } from './pool-fault.ts'

/**
 * Writes a volume over a block device that is held for us alone, so that nobody mounts it meanwhile. Every refusal comes
 * before the first byte; what ends it later leaves a device that has a part.
 */
export async function exportToDevice(
  from: VolumeChain,
  sizeBytes: number,
  { path, format, overwrite = false }: ExportTarget,
  { signal, report }: VolumeJob,
): Promise<void> {
  if (format !== 'raw') throw refused(`${path} is a block device, which is written raw: --to raw`)
  const device = await holdDevice(path, 'write')
  if (device === undefined)
    throw refused(`${path}, or a part of it, is in use: mounted, swapped to, or part of another device`)
  try {
    refuseUnfit(path, device, sizeBytes)
    if (!overwrite)
      throw refused(`what is on ${path} (${formatBytes(device.sizeBytes)}) would be lost; --overwrite allows that`)
    // By the descriptor: who exchanges the name meanwhile exchanges nothing.
    const node = `/proc/${process.pid}/fd/${device.handle.fd}`
    const tell = (done: number) => report('writing to the device', { done, total: 100, unit: 'percent' })
    await writeToDevice(chainLayer(from), sizeBytes, node, { signal, tell })
      .then(() => device.handle.sync())
      .catch((error: unknown) => {
        throw halfWritten(error, path, signal)
      })
  } finally {
    await device.handle.close()
  }
}

function refuseUnfit(path: string, { sizeBytes: there, isReadOnly }: HeldDevice, sizeBytes: number): void {
  if (isReadOnly) throw refused(`${path} can only be read`)
  if (there >= sizeBytes) return
  throw refused(`${path} has ${formatBytes(there)}, and the volume has ${formatBytes(sizeBytes)}`)
}

/** Whatever ends it leaves something, so no answer says that nothing is changed. */
function halfWritten(error: unknown, path: string, { aborted, reason }: AbortSignal): Fault {
  const left = `${path} has a part of the volume, and what was on it is lost. Export it again.`
  if (aborted && reason instanceof Fault && reason.code === 'operation.cancelled') {
    return new Fault('operation.cancelled', { ...(reason as Fault<'operation.cancelled'>).details, left })
  }
  const why = error instanceof RunError ? reasonOf(error) : systemReason(error)
  return new Fault('volume.failed', { action: 'export', reason: why, left }, { cause: error })
}

function refused(reason: string): Fault {
  return new Fault('volume.failed', { action: 'export', reason })
}
