import type { PlannedDisk, StartPlan } from '../../../plan/instance/start-plan.ts'
import { bootProperty } from './boot.ts'
import { diskId } from './disk-id.ts'
import { virtio } from './board.ts'
import { underIommu } from './iommu.ts'
import { layer } from './layer.ts'
import { nvmeArguments } from './nvme.ts'
import { jsonOption } from './option.ts'
import type { Places } from './places.ts'
import { frozenLayers } from './frozen-layer.ts'
import { queueProperty } from './queues.ts'
import { behindPort } from './root-port.ts'
import { sataArguments } from './sata.ts'
import { volumeNames, volumeNodes, keyObjects, limitsObject } from './volume.ts'

/**
 * One disk. Every layer is named with its format: QEMU never guesses, and never reads a file name from an image.
 * A full or failing host disk pauses the guest instead of telling it lies (werror, rerror). While an installer answers
 * itself, the host writes when it likes: one that is cut off begins anew, and at its end everything is written.
 */
export function diskArguments(plan: StartPlan, disk: PlannedDisk, index: number, places: Places): readonly string[] {
  const { layers, drive } = layersOf(plan, disk, index, places)
  if (disk.bus === 'nvme') return [...layers, ...nvmeArguments(plan, disk, index, drive)]
  if (disk.bus === 'sata') return [...layers, ...sataArguments(plan, disk, index, drive)]
  const place = { ...behindPort(plan, 'disk', index), ...underIommu(plan) }
  const device = virtioDisk(plan, disk, { id: diskId(disk, index), drive, ...place })
  return [
    ...layers,
    ...jsonOption('device', { ...device, ...queueProperty(plan), ...bootProperty(plan, 'disk', index) }),
  ]
}

/** A virtio disk as QEMU is told of it. The guest knows a volume by its serial number, wherever it is plugged in. */
export function virtioDisk(
  plan: Pick<StartPlan, 'machine'>,
  { source }: Pick<PlannedDisk, 'source'>,
  place: { readonly id: string; readonly drive: string; readonly bus?: string },
) {
  return {
    driver: virtio(plan, 'blk'),
    ...place,
    ...(source.kind === 'volume' && { serial: source.id }),
    werror: 'stop',
    rerror: 'stop',
  }
}

type Layers = { readonly layers: readonly string[]; readonly drive: string }

function layersOf(plan: StartPlan, { source, readOnly }: PlannedDisk, index: number, places: Places): Layers {
  if (source.kind === 'volume') {
    const nodes = volumeNodes(source, readOnly).flatMap((node) => jsonOption('blockdev', node))
    const objects = [...keyObjects(source), limitsObject(source)].flatMap((object) => jsonOption('object', object))
    return { layers: [...objects, ...nodes], drive: volumeNames(source.id).top }
  }
  const stem = `disk${index}`
  const drive = `${stem}-image`
  const node = { 'node-name': drive, ...fileLayer(plan, source, readOnly, { stem, places }) }
  return { layers: jsonOption('blockdev', node), drive }
}

function fileLayer(
  plan: StartPlan,
  source: Exclude<PlannedDisk['source'], { kind: 'volume' }>,
  readOnly: boolean,
  { stem, places }: { readonly stem: string; readonly places: Places },
): Record<string, unknown> {
  if (source.kind === 'file') return layer(source.format, source.path, readOnly, null)
  const { base, file, below = [] } = source
  const image = base && layer(base.format, places.imageFile(base.digest, base.file), true, null)
  const own = layer('qcow2', `${places.own}/${file}`, readOnly, frozenLayers(stem, below, places.own, image))
  return plan.installer?.answers ? { ...own, cache: { 'no-flush': true } } : own
}
