import type { InstanceName, PoolName, VolumeId, VolumeName } from '../../model/name.ts'
import type { PoolPlace } from '../../model/pool.ts'
import type { VolumeFormat, VolumeLayout, VolumeUser } from '../../model/volume.ts'

/** What a volume tells of itself, read anew each time: nobody else keeps it. */
export type VolumeFacts = {
  /** Of the disk as a guest sees it. */
  readonly sizeBytes: number
  readonly allocatedBytes: number
  /** What it stands on, in the same pool. */
  readonly backing: VolumeId | null
  /** Null for raw. */
  readonly layout: VolumeLayout | null
  readonly snapshots: number
  readonly encrypted: boolean
}

/** A volume by what does not change while it is what it is. */
export type VolumeKey = {
  readonly place: PoolPlace
  readonly id: VolumeId
  readonly format: VolumeFormat
  /** Where the passphrase of an encrypted one is; without it such a one cannot be read. */
  readonly keyFile?: string | undefined
}

/** A volume with everything that it stands on; the first has what is newest. */
export type VolumeChain = readonly [VolumeKey, ...VolumeKey[]]

/** A volume that has a record. Without facts it cannot be read now, and `problem` says why. */
export type KnownVolume = VolumeKey & {
  readonly name: VolumeName
  readonly pool: PoolName
} & ({ readonly facts: VolumeFacts; readonly problem: null } | { readonly facts: null; readonly problem: string })

/** An instance that has a volume among its disks. */
export type Use = VolumeUser & { readonly volume: VolumeName; readonly instance: InstanceName }

/** Everything that decisions about volumes go by. */
export type VolumeScene = { readonly volumes: readonly KnownVolume[]; readonly uses: readonly Use[] }

export function usesOf({ uses }: VolumeScene, name: VolumeName): readonly Use[] {
  return uses.filter(({ volume }) => volume === name)
}

/** The volumes that need this one as it is. */
export function standingOn({ volumes }: VolumeScene, { id, pool }: KnownVolume): readonly KnownVolume[] {
  return volumes.filter((other) => other.pool === pool && other.facts?.backing === id)
}

/** What a volume stands on; undefined when that has no record. */
export function belowOf({ volumes }: VolumeScene, { facts, pool }: KnownVolume): KnownVolume | undefined {
  return volumes.find((other) => other.pool === pool && other.id === facts?.backing)
}
