import type { ExportTarget, VolumeJob } from '../contract/volume-store.ts'
import { convertDisk } from '../disk/convert.ts'
import { isBlockDevice } from '../host/block-device.ts'
import { fileKind, placeDurably } from '../host/durable-file.ts'
import { removeTree } from '../host/files.ts'
import { Fault } from '../model/fault.ts'
import type { VolumeChain } from '../plan/volume/scene.ts'
import { exportToDevice } from './export-to-device.ts'
import { chainLayer } from './layers.ts'

/** Writes a copy beside its final name, which it gets when it is whole. A file that is there is never replaced. */
export async function exportVolume(
  from: VolumeChain,
  sizeBytes: number,
  target: ExportTarget,
  { signal, report }: VolumeJob,
): Promise<void> {
  const { path, format, compress } = target
  if (await isBlockDevice(path)) return exportToDevice(from, sizeBytes, target, { signal, report })
  await requireFree(path)
  const draft = `${path}.part`
  await requireFree(draft)
  const options = formatOptions(format, compress)
  // A packed vmdk is packed by its kind; -c is for qcow2 alone.
  const isCompressed = compress && format === 'qcow2'
  const written = { path: draft, format, mostBytes: 2 * sizeBytes + 2 ** 26, options, isCompressed }
  try {
    await convertDisk(chainLayer(from), sizeBytes, written, {
      signal,
      tell: (done) => report('copying', { done, total: 100, unit: 'percent' }),
    })
    signal.throwIfAborted()
    await requireFree(path)
    await placeDurably(draft, path)
  } catch (error) {
    await removeTree(draft)
    throw error
  }
}

async function requireFree(path: string): Promise<void> {
  if ((await fileKind(path)) === 'missing') return
  throw new Fault('volume.failed', { action: 'export', reason: `${path} exists already` })
}

/** A VHD is rounded to cylinders unless it is told to keep its size. */
function formatOptions(format: ExportTarget['format'], compress: boolean): readonly string[] {
  if (format === 'vhd') return ['force_size=on']
  return format === 'vmdk' && compress ? ['subformat=streamOptimized'] : []
}
