import type { VolumeDrivers } from '../model/volume-drivers.ts'
import type { Fault } from '../model/fault.ts'
import type { Role, TokenName } from '../model/access.ts'
import type { Architecture } from '../model/architecture.ts'
import type { ImageManifest } from '../model/image.ts'
import type { Acceleration } from '../model/instance.ts'
import type { ListenerOpen } from '../model/listener.ts'
import type {
  ImageDigest,
  ImageName,
  InstanceId,
  InstanceName,
  OperationId,
  PoolName,
  VolumeId,
  VolumeName,
  WarmId,
} from '../model/name.ts'
import type { Operation } from '../model/operation.ts'
import type { PoolPlace } from '../model/pool.ts'
import type { InstanceSpec } from '../model/spec.ts'
import type { VolumeFormat } from '../model/volume.ts'
import type { WarmFacts, WarmGround, WarmSettings } from '../model/warm.ts'
import type { PlannedHostdev, StartPlan } from '../plan/instance/start-plan.ts'
import type { KeptMachine, SnapshotTree } from '../plan/snapshot/tree.ts'
import type { Lifetime } from '../plan/temporary/lifetime.ts'
import type { WarmShape } from '../plan/warm/shape.ts'

/** Which process runs an instance: enough to know it again after a restart of the daemon, and never to mistake another for it. */
export type ProcessIdentity = {
  readonly pid: number
  /** Field 22 of /proc/PID/stat, in clock ticks since boot (proc(5)). */
  readonly startTicks: number
  /** /proc/sys/kernel/random/boot_id */
  readonly bootId: string
}

/** A start that was asked for. `process` is null between the intent and the spawn. */
type RunRecord = {
  readonly intendedAt: string
  /** The spec as it was when this run began; what differs from the wanted spec is pending. */
  readonly spec: InstanceSpec
  readonly acceleration: Acceleration
  /** What it has of the host, so that no other instance gets it. */
  readonly hostdevs: readonly PlannedHostdev[]
  /** The image in its drive, so that nobody removes it meanwhile. Records of before images could be media have none. */
  readonly medium?: ImageDigest | null
  /** Just what was started; runs that began before there were snapshots do not say it. */
  readonly plan?: StartPlan
  /** It began from a warm image, and has, or has not yet, an identity of its own. */
  readonly warm?: {
    readonly id: WarmId
    readonly identity: 'pending' | 'given'
    /** A fork of this instance: without an identity it is nothing, not even an instance that has never run. */
    readonly of?: InstanceId
  }
  readonly process: ProcessIdentity | null
  readonly startedAt: string | null
  /** It stands still, or soon will, so that its memory can be written; until that is recorded it goes on in the end. */
  readonly suspending?: true
}

/** How the last run ended. `stopped` was asked for, by a person or by the guest; `failed` was not. */
export type EndRecord = { readonly at: string; readonly kind: 'stopped' | 'failed'; readonly reason: string | null }

/** Everything about an instance that survives the daemon. */
export type InstanceRecord = {
  readonly version: 1
  readonly id: InstanceId
  readonly name: InstanceName
  readonly uuid: string
  /** One for each nic of the spec, in order. */
  readonly macs: readonly string[]
  /** Versioned, such as pc-q35-7.2: the guest sees the same hardware after an upgrade of QEMU. */
  readonly machineType: string
  /** Chosen when it was made, whatever the host is later. */
  readonly arch: Architecture
  readonly createdAt: string
  readonly spec: InstanceSpec
  readonly image: { readonly digest: ImageDigest; readonly name: string } | null
  /** Has begun a run before, so `boot.once` is used up. */
  readonly booted: boolean
  /** Its spec has answers for an installer, which has not come to its end yet. */
  readonly toInstall?: boolean
  /** Its disks stand on what the guest of a warm image had written, which lies beside them. */
  readonly warmed?: boolean
  readonly run: RunRecord | null
  readonly end: EndRecord | null
  /** Its memory is kept in a file, and nobody has gone on with it yet. */
  readonly suspended?: SuspendedRecord
}

/** A machine as it was suspended. `digest`: SHA-256 of its memory. */
export type SuspendedRecord = KeptMachine & { readonly at: string; readonly sizeBytes: number; readonly digest: string }

/** The snapshots of an instance. It has this record from its first one on. */
export type SnapshotsRecord = { readonly version: 1; readonly instance: InstanceId; readonly tree: SnapshotTree }

/** Until when a temporary instance stays; others have no such record. */
export type TemporaryRecord = Lifetime & { readonly version: 1; readonly instance: InstanceId }

/** That a machine stands still until somebody needs it, and not because a person wants it so. */
export type ParkedRecord = { readonly version: 1; readonly instance: InstanceId; readonly since: string }

/** An image that is here. Its files lie in the folder of its digest. */
export type ImageRecord = {
  readonly version: 1
  readonly digest: ImageDigest
  readonly names: readonly ImageName[]
  readonly manifest: ImageManifest
  readonly createdAt: string
}

/** A guest that was booted once, kept as it then stood: memory, devices and disks. */
export type WarmRecord = {
  readonly version: 1
  readonly id: WarmId
  readonly image: { readonly digest: ImageDigest; readonly name: string }
  /** What a machine must be to go on from it, and what it stands on. */
  readonly shape: WarmShape
  readonly ground: WarmGround
  /** Its machine, when it is nobody's. */
  readonly template: StartPlan
  readonly facts: WarmFacts
  /** Made by itself, after a start without it. */
  readonly automatic: boolean
  readonly createdAt: string
  readonly usedAt: string | null
  readonly uses: number
  /** How many machines shall wait to go on from it; records from before have none. */
  readonly keep?: number
}

/** A machine that waits for an instance, or shall: written before it is started, and gone when it is an instance or is ended. */
export type WaitingRecord = {
  readonly version: 1
  readonly id: InstanceId
  readonly uuid: string
  readonly macs: readonly string[]
  readonly warm: WarmId
}

/** What a person has said about warm images in general. It has one record. */
type WarmSettingsRecord = { readonly version: 1; readonly name: 'warm'; readonly settings: WarmSettings }

/** Where volumes lie. The pool `default` has no record: it is always there. */
type PoolRecord = {
  readonly version: 1
  readonly name: PoolName
  readonly place: PoolPlace
  readonly createdAt: string
}

/** A volume. Its size and what it stands on are in its file, and nowhere else. */
export type VolumeRecord = {
  readonly version: 1
  readonly id: VolumeId
  readonly name: VolumeName
  readonly pool: PoolName
  readonly format: VolumeFormat
  /** Where it came from, for people. */
  readonly origin: string
  /** Of one that was imported: what was found on it then. Records from before have none. */
  readonly drivers?: VolumeDrivers | undefined
  readonly createdAt: string
}

/** An operation, and the request that began it when that may be repeated. */
export type OperationRecord = {
  readonly version: 1
  readonly operation: Operation
  readonly idempotency: { readonly key: string; readonly request: string } | null
}

/** A token. Its secret is kept by nobody. */
export type TokenRecord = {
  readonly version: 1
  readonly name: TokenName
  readonly role: Role
  /** SHA-256 of the secret, in hex. */
  readonly secretHash: string
  readonly createdAt: string
  readonly expiresAt: string | null
}

/** A browser that is signed in. */
export type SessionRecord = {
  readonly version: 1
  /** SHA-256 of what its cookie holds, in hex. */
  readonly secretHash: string
  readonly role: Role
  /** The token that it was signed in by; null for a link. */
  readonly token: TokenName | null
  readonly createdAt: string
  readonly expiresAt: string
}

/** Where the daemon listens besides its socket; there is one at most. */
type ListenerRecord = { readonly version: 1; readonly name: 'tcp'; readonly wanted: ListenerOpen }

/** A value with the revision of its last change. Revisions grow over the whole store (etcd's mod_revision). */
export type Versioned<T> = { readonly value: T; readonly revision: number }

/** What a store keeps, by kind. */
export type Kinds = {
  instance: InstanceRecord
  image: ImageRecord
  volume: VolumeRecord
  pool: PoolRecord
  operation: OperationRecord
  token: TokenRecord
  session: SessionRecord
  listener: ListenerRecord
  snapshots: SnapshotsRecord
  temporary: TemporaryRecord
  parked: ParkedRecord
  warm: WarmRecord
  waiting: WaitingRecord
  settings: WarmSettingsRecord
}
export type Kind = keyof Kinds
/**
 * instance, volume, pool, token, listener, settings: by name; image: by digest; operation, warm, waiting: by id; session: by the hash
 * of its secret; snapshots, temporary, parked: by the id of the instance.
 */
export type Key<K extends Kind> = {
  instance: InstanceName
  image: ImageDigest
  volume: VolumeName
  pool: PoolName
  operation: OperationId
  token: TokenName
  session: string
  listener: 'tcp'
  snapshots: InstanceId
  temporary: InstanceId
  parked: InstanceId
  warm: WarmId
  waiting: InstanceId
  settings: 'warm'
}[K]

/** `expected`: the revision that must still be there, 0 for "must not exist", undefined for "whatever". */
export type Write = {
  [K in Kind]:
    | { readonly kind: K; readonly put: Kinds[K]; readonly expected?: number | undefined }
    | { readonly kind: K; readonly delete: Key<K>; readonly expected?: number | undefined }
}[Kind]

/** That a record was written or deleted. Who wants the record reads it. */
export type Change = { readonly revision: number; readonly kind: Kind; readonly key: string; readonly deleted: boolean }

/** `after` is the last key of the page before; keys ascend. */
export type Page = { readonly after?: string | undefined; readonly limit: number }

/** Durable records. What `commit` has answered survives a kill and a power cut. */
export type Store = AsyncDisposable & {
  /** Why nothing is committed any more until the store has been opened anew; null while it is. Reading goes on. */
  readonly trouble: Fault | null
  /** Takes some room in advance, for changes while the file system is full. Takes some ms; no failure when there is none. */
  keepRoom(): void
  /** Rejects with daemon.store-damaged when the record cannot be read, here and in `list`. */
  get<K extends Kind>(kind: K, key: Key<K>): Promise<Versioned<Kinds[K]> | undefined>
  list<K extends Kind>(kind: K, page: Page): Promise<readonly Versioned<Kinds[K]>[]>
  count(kind: Kind): Promise<number>
  /**
   * All or nothing. The new revision, or `conflict` when an expectation did not hold (and nothing was written).
   * One commit writes a key at most once. Deleting what is not there is no failure, and no change.
   * Rejects with host.disk-full or host.unwritable when it cannot be written; nothing was written then either.
   */
  commit(writes: readonly Write[]): Promise<{ readonly revision: number } | 'conflict'>
  /**
   * Changes committed after the call, by ascending revision; it ends when the signal is aborted or the store is closed.
   * For a slow reader, a change that waits is replaced by a newer one of the same key.
   */
  watch(signal: AbortSignal): AsyncIterable<Change>
}
