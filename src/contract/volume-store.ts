import type { Report } from '../kit/report.ts'
import type { DiskFormat } from '../model/disk-format.ts'
import type { VolumeId } from '../model/name.ts'
import type { PoolPlace } from '../model/pool.ts'
import type { VolumeDrivers } from '../model/volume-drivers.ts'
import type { VolumeFormat, VolumeMap } from '../model/volume.ts'
import type { VolumeSnapshot, VolumeSnapshotName } from '../model/volume-snapshot.ts'
import type { NewVolume, VolumeCopy } from '../plan/volume/plan-new.ts'
import type { VolumeRebase } from '../plan/volume/plan-rebase.ts'
import type { SnapshotAct } from '../plan/volume/plan-snapshot.ts'
import type { VolumeChain, VolumeFacts, VolumeKey } from '../plan/volume/scene.ts'

export type VolumeJob = { readonly signal: AbortSignal; readonly report: Report }

/** What a look through all tables has found. `leaks` take space and do no harm. */
export type VolumeHealth = {
  readonly state: 'sound' | 'leaks' | 'damaged' | 'not-checkable'
  readonly corruptions: number
  readonly leaks: number
}

/** A file from outside; without a format it is what its own bytes say. */
export type ForeignWish = { readonly path: string; readonly format: DiskFormat | undefined }

/** A file outside of every pool. */
export type ExportTarget = {
  readonly path: string
  readonly format: DiskFormat
  readonly compress: boolean
  /** What is on a block device may be lost. */
  readonly overwrite?: boolean | undefined
}

/**
 * Where volumes lie. What makes one writes a *draft* under a provisional name, which `keep` gives its own, over whatever
 * had it: so a volume is always whole. Faults that any of these may throw: host.disk-full, host.unwritable, volume.failed.
 */
export type VolumeStore = {
  /** Where the volumes of the pool `default` lie. */
  readonly defaultPlace: PoolPlace
  /** Throws pool.unusable unless volumes can be kept there safely. Makes the folder of the pool `default`. */
  requirePlace(place: PoolPlace): Promise<void>
  /** In bytes. Throws pool.unusable. */
  space(place: PoolPlace): Promise<{ readonly freeBytes: number; readonly totalBytes: number }>
  /** Absolute path of its file; null where it has none. */
  path(key: VolumeKey): string | null
  /** Read from the volume itself, without opening anything else. Throws volume.damaged. */
  facts(key: VolumeKey, name: string): Promise<VolumeFacts>
  /** Where the passphrase of a volume is kept, for programs that are not to see it on a command line; undefined for none. */
  keyFile(id: VolumeId): Promise<string | undefined>
  keepKey(id: VolumeId, passphrase: string): Promise<void>
  /** Another volume gets the passphrase of one. */
  shareKey(from: VolumeId, to: VolumeId): Promise<void>
  forgetKey(id: VolumeId): Promise<void>
  /** Keeps a passphrase when it opens the volume; false when it does not. */
  unlock(key: VolumeKey, passphrase: string, signal: AbortSignal): Promise<boolean>
  /** What is kept opens the volume at every moment of it. */
  changeKey(key: VolumeKey, passphrase: string, signal: AbortSignal): Promise<void>
  /** After a change that ended in the middle: what is not kept opens the volume no more. False when there was none. */
  settleKey(key: VolumeKey, signal: AbortSignal): Promise<boolean>
  /** Removes every passphrase but those of these volumes. */
  removeKeys(volumes: ReadonlySet<string>): Promise<void>
  /** Makes a draft. */
  create(volume: NewVolume, job: VolumeJob): Promise<void>
  /** Makes a draft that stands alone and reads as the chain does. */
  copy(copy: VolumeCopy, job: VolumeJob): Promise<void>
  /** Inspects a file from outside, makes a draft with its content, and looks for drivers in it. Throws image.refused when it is not fit. */
  takeIn(file: ForeignWish, key: VolumeKey, job: VolumeJob): Promise<VolumeDrivers>
  /** Writes a copy outside. It gets its name when it is whole; volume.failed when a file is there already. */
  exportTo(from: VolumeChain, sizeBytes: number, target: ExportTarget, job: VolumeJob): Promise<void>
  /** Makes a draft that is a repaired copy, and says what is wrong with it still. */
  repair(key: VolumeKey, job: VolumeJob): Promise<VolumeHealth>
  /** The draft gets its name, durably. No failure when it has it already. */
  keep(key: VolumeKey): Promise<void>
  /** Removes the draft. No failure when there is none. */
  discard(key: VolumeKey): Promise<void>
  /** Takes the volume out of sight; until `remove` a crash puts it back when its record is there. */
  leave(key: VolumeKey): Promise<void>
  /** Takes `leave` back. */
  putBack(key: VolumeKey): Promise<void>
  /** Removes a volume that was left, or that is there. No failure when there is none. */
  remove(key: VolumeKey): Promise<void>
  /** Gives a volume that nobody has open another size. */
  resize(chain: VolumeChain, sizeBytes: number, how: 'grow' | 'shrink', signal: AbortSignal): Promise<void>
  /** Makes a draft that stands on another volume. */
  rebase(rebase: VolumeRebase, job: VolumeJob): Promise<void>
  /** Writes the first volume of a chain into the second, and empties it; the chain reads the same at every moment. */
  commit(chain: VolumeChain, facts: VolumeFacts, job: VolumeJob): Promise<void>
  /** The states that a volume keeps inside of itself, oldest first. */
  snapshots(key: VolumeKey, signal: AbortSignal): Promise<readonly VolumeSnapshot[]>
  /** Keeps the state of a volume, takes it back to one or forgets one. */
  snapshot(chain: VolumeChain, act: SnapshotAct, name: VolumeSnapshotName, sizeBytes: number): Promise<void>
  /** What is allocated, from an offset on. */
  map(chain: VolumeChain, fromBytes: number, signal: AbortSignal): Promise<VolumeMap>
  check(key: VolumeKey, sizeBytes: number, signal: AbortSignal): Promise<VolumeHealth>
  /**
   * After a crash: keeps drafts of recorded volumes that are not there, puts back what was left and is recorded, removes
   * every other draft and what was left. Names of files that look like volumes and have no record are given, and they stay.
   */
  removeLeftovers(place: PoolPlace, recorded: ReadonlyMap<VolumeId, VolumeFormat>): Promise<readonly string[]>
}
