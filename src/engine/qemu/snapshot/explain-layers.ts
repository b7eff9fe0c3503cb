import { formatOf } from '../argv/frozen-layer.ts'
import type { overlaysOf } from './take-layer.ts'

type Overlays = ReturnType<typeof overlaysOf>

/** What makes a file to which is written from now on instead of `over`. We write it ourselves; qemu-img makes the same. */
export function createLayer(over: string, file: string): string[] {
  return ['qemu-img', 'create', '-f', 'qcow2', '-b', over, '-F', formatOf(over), file]
}

/** Opens such files, in the folder `own`, in a machine that runs. */
export function addLayers(overlays: Overlays, own: string): readonly object[] {
  return overlays.map(({ name, part }) => ({
    execute: 'blockdev-add',
    arguments: {
      'node-name': name,
      driver: 'qcow2',
      file: { driver: 'file', filename: `${own}/${part.file}` },
      backing: null,
    },
  }))
}

/** All disks write to them from one instant on; nothing where there is none. */
export function switchLayers(overlays: Overlays): readonly object[] {
  const actions = overlays.map(({ name, place, part }) => ({
    type: 'blockdev-snapshot',
    data: { node: place.node(part.over), overlay: name },
  }))
  return actions.length === 0 ? [] : [{ execute: 'transaction', arguments: { actions } }]
}
