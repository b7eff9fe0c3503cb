import type { DiskLayer, Key, NewKey } from '../disk/layer.ts'
import type { VolumeChain, VolumeKey } from '../plan/volume/scene.ts'
import { volumePath } from './files.ts'

/** A volume for qemu-img, with everything below it named: nothing is read from a header. */
export function chainLayer([top, ...below]: VolumeChain): DiskLayer {
  const [next, ...rest] = below
  const own = aloneLayer(top)
  return next === undefined ? own : { ...own, backing: chainLayer([next, ...rest]) }
}

/** The draft of a volume, with what that stands on. */
export function draftLayer(key: VolumeKey, [next, ...rest]: readonly VolumeKey[], path: string): DiskLayer {
  const own = aloneLayer(key, path)
  return next === undefined ? own : { ...own, backing: chainLayer([next, ...rest]) }
}

/** A volume that stands alone, or is looked at alone. */
export function aloneLayer(key: VolumeKey, path = volumePath(key)): DiskLayer {
  const opened = keyOf(key)
  return { path, format: key.format, ...(opened && { key: opened }) }
}

/** What opens a volume; undefined for one that is not encrypted. Its id is also its name for QEMU. */
function keyOf({ id, keyFile }: VolumeKey): Key | undefined {
  return keyFile === undefined ? undefined : { id: `${id}-key`, file: keyFile }
}

/** What shall open a volume that is being made. */
export function newKey(id: VolumeKey['id'], file: string, unlockMs: number): NewKey {
  return { id: `${id}-key`, file, unlockMs }
}
