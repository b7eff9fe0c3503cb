import type { PlannedDisk, StartPlan } from '../../../plan/instance/plan-start.ts'
import { bootProperty } from './boot.ts'
import { virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { nvmeArguments } from './nvme.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'
import { behindPort } from './root-port.ts'

/**
 * One disk. Every layer is named with its format: QEMU never guesses, and never reads a file name from an image.
 * A full or failing host disk pauses the guest instead of telling it lies (werror, rerror).
 */
export function diskArguments(plan: StartPlan, disk: PlannedDisk, index: number, places: Places): readonly string[] {
  const node = `disk${index}`
  const errors = { werror: 'stop', rerror: 'stop' }
  const layers = jsonOption('blockdev', { 'node-name': `${node}-image`, ...layersOf(disk, places) })
  if (disk.bus === 'nvme') return [...layers, ...nvmeArguments(plan, disk, index)]
  return [
    ...layers,
    ...jsonOption('device', {
      driver: virtio(plan, 'blk'),
      id: node,
      drive: `${node}-image`,
      ...behindPort(plan, 'disk', index),
      ...underIommu(plan),
      ...errors,
      ...bootProperty(plan, 'disk', index),
    }),
  ]
}

function layersOf({ source, readOnly }: PlannedDisk, places: Places): Record<string, unknown> {
  if (source.kind === 'file') return layer(source.format, source.path, readOnly, null)
  const { base, file } = source
  const below = base && layer(base.format, places.imageFile(base.digest, base.file), true, null)
  return layer('qcow2', `${places.own}/${file}`, readOnly, below)
}

function layer(
  driver: 'qcow2' | 'raw',
  filename: string,
  readOnly: boolean,
  backing: Record<string, unknown> | null,
): Record<string, unknown> {
  const discards = readOnly ? {} : { discard: 'unmap', 'detect-zeroes': 'unmap' }
  return {
    driver,
    'read-only': readOnly,
    ...discards,
    file: { driver: 'file', filename, 'read-only': readOnly, ...(!readOnly && { discard: 'unmap' }) },
    ...(driver === 'qcow2' && { backing }),
  }
}
