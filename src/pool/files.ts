import type { VolumeFormat } from '../model/volume.ts'
import { VolumeId } from '../model/name.ts'
import type { PoolPlace } from '../model/pool.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'

/** What a file in the folder of a pool is: a volume, one that is being made, or one that is being removed. */
export type PoolFile = {
  readonly kind: 'volume' | 'draft' | 'leaving'
  readonly id: VolumeId
  readonly format: VolumeFormat
}

const pattern = /^(?:([a-z][a-z0-9]{9})\.(qcow2|raw|luks)|\.([a-z][a-z0-9]{9})\.(qcow2|raw|luks)\.(new|gone))$/

/** Undefined for a file that is none of ours. */
export function parsePoolFile(name: string): PoolFile | undefined {
  const [, id, format, hiddenId, hiddenFormat, end] = pattern.exec(name) ?? []
  if (id !== undefined) return { kind: 'volume', id: VolumeId.parse(id), format: format as VolumeFormat }
  if (hiddenId === undefined) return undefined
  const kind = end === 'new' ? 'draft' : 'leaving'
  return { kind, id: VolumeId.parse(hiddenId), format: hiddenFormat as VolumeFormat }
}

/** A volume by its name inside the pool: what another of the same pool says that it stands on. */
export function fileName({ id, format }: Pick<VolumeKey, 'id' | 'format'>): string {
  return `${id}.${format}`
}

export function volumePath(key: VolumeKey): string {
  return `${key.place.path}/${fileName(key)}`
}

export function draftPath(key: VolumeKey): string {
  return `${key.place.path}/.${fileName(key)}.new`
}

export function leavingPath(key: VolumeKey): string {
  return `${key.place.path}/.${fileName(key)}.gone`
}

export function keyOfFile(place: PoolPlace, { id, format }: PoolFile): VolumeKey {
  return { place, id, format }
}
