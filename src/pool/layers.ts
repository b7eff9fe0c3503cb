import type { DiskLayer } from '../disk/layer.ts'
import type { VolumeChain, VolumeKey } from '../plan/volume/scene.ts'
import { volumePath } from './files.ts'

/** A volume for qemu-img, with everything below it named: nothing is read from a header. */
export function chainLayer([top, ...below]: VolumeChain): DiskLayer {
  const [next, ...rest] = below
  const own = { path: volumePath(top), format: top.format }
  return next === undefined ? own : { ...own, backing: chainLayer([next, ...rest]) }
}

/** The draft of a volume, with what that stands on. */
export function draftLayer({ format }: VolumeKey, [next, ...rest]: readonly VolumeKey[], path: string): DiskLayer {
  return next === undefined ? { path, format } : { path, format, backing: chainLayer([next, ...rest]) }
}

/** A volume that stands alone, or is looked at alone. */
export function aloneLayer(key: VolumeKey, path = volumePath(key)): DiskLayer {
  return { path, format: key.format }
}
