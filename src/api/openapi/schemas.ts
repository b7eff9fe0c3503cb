import {
  LoginLink,
  NewToken,
  Session,
  SessionCreate,
  Ticket,
  TicketCreate,
  Token,
  TokenCreate,
  TokenListing,
} from '../../model/access.ts'
import { DaemonStatus } from '../../model/daemon.ts'
import { Event } from '../../model/event.ts'
import { Explanation, ExplanationCreate } from '../../model/explanation.ts'
import { Health } from '../../model/health.ts'
import { InstanceFork } from '../../model/fork.ts'
import { HostChange, HostChangeRequest, HostChangeStates } from '../../model/host/change.ts'
import { CpuModels } from '../../model/host/cpu-model.ts'
import { HostDeviceReport } from '../../model/host/device-report.ts'
import { HostReport } from '../../model/host/report.ts'
import { Image, ImageCreate } from '../../model/image.ts'
import {
  ExecRequest,
  ExecResult,
  Instance,
  InstanceChange,
  InstanceCreate,
  InstanceMedium,
  InstanceRename,
  InstanceStop,
} from '../../model/instance.ts'
import { type JsonSchema, jsonSchemas } from '../../model/json-schema.ts'
import { ImageListing, InstanceListing, OperationListing, UnusedListing } from '../../model/listing.ts'
import { Listener, ListenerOpen, ListenerStatus } from '../../model/listener.ts'
import { Operation, Problem } from '../../model/operation.ts'
import { VolumeRekey, VolumeUnlock } from '../../model/passphrase.ts'
import { WarmCreate, WarmImage, WarmListing, WarmSettings, WarmSettingsChange } from '../../model/warm.ts'
import { Pool, PoolCreate, PoolListing } from '../../model/pool.ts'
import { ConsoleControl } from '../../model/request.ts'
import type { Schema } from '../../model/schema.ts'
import { Snapshot, SnapshotCreate, SnapshotListing, SnapshotRestore } from '../../model/snapshot.ts'
import { InstanceSpec } from '../../model/spec.ts'
import { UsageHistory, UsageListing } from '../../model/usage.ts'
import {
  Volume,
  VolumeCheck,
  VolumeConvert,
  VolumeCreate,
  VolumeExport,
  VolumeListing,
  VolumeMap,
  VolumeRebase,
  VolumeRename,
  VolumeResize,
} from '../../model/volume.ts'
import { VolumeSnapshot, VolumeSnapshotCreate, VolumeSnapshotListing } from '../../model/volume-snapshot.ts'
import { VolumeAttach, VolumeDetach, VolumeLimit } from '../../model/volume-attachment.ts'

/** What callers send; sizes and ports may be texts, and what has a default may be left out. */
const sent: Readonly<Record<string, Schema>> = {
  ConsoleControl,
  ExecRequest,
  ExplanationCreate,
  HostChangeRequest,
  ImageCreate,
  InstanceChange,
  InstanceCreate,
  InstanceMedium,
  InstanceRename,
  InstanceSpecInput: InstanceSpec,
  InstanceFork,
  InstanceStop,
  ListenerOpen,
  PoolCreate,
  WarmCreate,
  WarmSettingsChange,
  SessionCreate,
  TicketCreate,
  TokenCreate,
  VolumeAttach,
  VolumeCheck,
  VolumeConvert,
  VolumeCreate,
  VolumeDetach,
  VolumeExport,
  VolumeLimit,
  VolumeRebase,
  VolumeRekey,
  VolumeRename,
  VolumeResize,
  VolumeUnlock,
  VolumeSnapshotCreate,
  SnapshotCreate,
  SnapshotRestore,
}

/** What they get back. */
const given: Readonly<Record<string, Schema>> = {
  CpuModels,
  DaemonStatus,
  Event,
  ExecResult,
  Explanation,
  Health,
  HostChange,
  HostChangeStates,
  HostDeviceReport,
  HostReport,
  Image,
  ImageListing,
  UnusedListing,
  Instance,
  InstanceListing,
  InstanceSpec,
  Listener,
  ListenerStatus,
  LoginLink,
  NewToken,
  Operation,
  OperationListing,
  Pool,
  PoolListing,
  Problem,
  Session,
  Ticket,
  Token,
  TokenListing,
  UsageHistory,
  UsageListing,
  Volume,
  VolumeListing,
  VolumeMap,
  VolumeSnapshot,
  VolumeSnapshotListing,
  Snapshot,
  SnapshotListing,
  WarmImage,
  WarmListing,
  WarmSettings,
}

/** `components.schemas` of the document. */
export function componentSchemas(): Readonly<Record<string, JsonSchema>> {
  const all = { ...jsonSchemas(sent, 'input', address), ...jsonSchemas(given, 'output', address) }
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Points to a component. Throws for a schema without a name: each that a route uses must be listed above. */
export function reference(schema: Schema): JsonSchema {
  const [name] = Object.entries({ ...sent, ...given }).find(([, named]) => named === schema) ?? []
  if (name === undefined) throw new Error('a schema of a route has no name: list it in openapi/schemas.ts')
  return { $ref: address(name) }
}

function address(name: string): string {
  return `#/components/schemas/${name}`
}
