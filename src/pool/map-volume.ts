import { type MapEntry, mapDisk } from '../disk/map.ts'
import type { VolumeMap } from '../model/volume.ts'
import type { VolumeChain } from '../plan/volume/scene.ts'
import { chainLayer } from './layers.ts'

type Extent = VolumeMap['extents'][number]

/** More are not told: a person reads far fewer, and a program can ask qemu-img itself. */
const mostExtents = 10_000

/** What is allocated, neighbours of one kind put together. */
export async function mapVolume(chain: VolumeChain, fromBytes: number, signal: AbortSignal): Promise<VolumeMap> {
  const entries = await mapDisk(chainLayer(chain), { fromBytes, diskBytes: 0 }, { signal })
  const extents = entries.map(toExtent).reduce<Extent[]>(joined, [])
  const dataBytes = extents.reduce((sum, { kind, length }) => sum + (kind === 'data' ? length : 0), 0)
  const last = entries.at(-1)
  const sizeBytes = last === undefined ? fromBytes : last.start + last.length
  return { sizeBytes, dataBytes, extents: extents.slice(0, mostExtents), truncated: extents.length > mostExtents }
}

function toExtent({ start, length, depth, present, data, zero }: MapEntry): Extent {
  return { start, length, depth, kind: data && !zero ? 'data' : present ? 'zero' : 'hole' }
}

function joined(extents: Extent[], next: Extent): Extent[] {
  const last = extents.at(-1)
  if (last?.kind === next.kind && last.depth === next.depth && last.start + last.length === next.start) {
    extents[extents.length - 1] = { ...last, length: last.length + next.length }
  } else extents.push(next)
  return extents
}
