import type { DiskLimits } from '../../../model/spec-devices.ts'
import type { PlannedDisk } from '../../../plan/instance/start-plan.ts'
import { layer } from './layer.ts'

export type VolumeSource = Extract<PlannedDisk['source'], { kind: 'volume' }>

/** Names of one volume in QEMU. They come from its id, so that it is found again in any run. */
export function volumeNames(id: string) {
  return {
    device: `vol-${id}`,
    image: `vol-${id}-image`,
    top: `vol-${id}-top`,
    group: `vol-${id}-limits`,
    key: `vol-${id}-key`,
  } as const
}

/** The object that holds the limits of a volume; without any it lets everything through. */
export function limitsObject({ id, limits }: Pick<VolumeSource, 'id' | 'limits'>) {
  return { 'qom-type': 'throttle-group', id: volumeNames(id).group, limits: throttleLimits(limits) } as const
}

/** The object that reads the passphrase of an encrypted volume from its file; none for others. */
export function keyObjects({ id, layers }: Pick<VolumeSource, 'id' | 'layers'>) {
  const file = layers[0]?.keyFile
  return file === undefined ? [] : [{ 'qom-type': 'secret', id: volumeNames(id).key, file } as const]
}

/** As QEMU counts them (qapi/block-core.json, ThrottleLimits): 0 is unlimited. */
export function throttleLimits({ iops = 0, bytesPerSecond = 0 }: DiskLimits) {
  return { 'iops-total': iops, 'bps-total': bytesPerSecond }
}

/** The nodes of a volume, lowest first: its files, and what keeps its limits. The device stands on the last. */
export function volumeNodes(
  { id, layers }: Pick<VolumeSource, 'id' | 'layers'>,
  readOnly: boolean,
): readonly [image: Readonly<Record<string, unknown>>, top: Readonly<Record<string, unknown>>] {
  const { image, top, group } = volumeNames(id)
  return [
    { 'node-name': image, ...stacked(layers, readOnly, volumeNames(id).key) },
    { 'node-name': top, driver: 'throttle', 'throttle-group': group, file: image, 'read-only': readOnly },
  ]
}

function stacked(layers: VolumeSource['layers'], readOnly: boolean, key: string): Record<string, unknown> {
  const [first, ...below] = layers
  if (first === undefined) throw new RangeError('a volume has at least one layer')
  const next = below.length === 0 ? null : stacked(below, true, key)
  return layer(first.format, first.path, readOnly, next, first.keyFile === undefined ? undefined : key)
}
