import * as z from 'zod'
import { Architecture } from './architecture.ts'
import { Confinement } from './confinement.ts'
import { PciAddress, UsbPort } from './host/device.ts'
import { ImageDigest, InstanceId, InstanceName } from './name.ts'
import { DiskUse } from './disk-use.ts'
import { FilePath } from './plain-text.ts'
import { InstanceSpec } from './spec.ts'
import { Temporary } from './temporary.ts'

const since = z.iso.datetime()
const pid = z.int().positive()

/**
 * What is true of an instance now. `failed` is at rest too: it ended without being asked. `parked` stands still in memory until
 * somebody needs it; `paused` until a person resumes it. `suspended` has its memory on the disk, and no process.
 */
export const InstanceState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stopped'), reason: z.string().optional() }),
  z.strictObject({ kind: z.literal('starting'), since }),
  z.strictObject({ kind: z.literal('running'), since, pid }),
  z.strictObject({ kind: z.literal('paused'), since, pid, reason: z.string().optional() }),
  z.strictObject({ kind: z.literal('parked'), since, pid }),
  z.strictObject({ kind: z.literal('suspended'), since }),
  z.strictObject({ kind: z.literal('stopping'), since, pid }),
  z.strictObject({ kind: z.literal('unresponsive'), since, pid, reason: z.string() }),
  z.strictObject({ kind: z.literal('failed'), since, reason: z.string() }),
])
export type InstanceState = z.infer<typeof InstanceState>
export type InstanceStateKind = InstanceState['kind']

/** What a person may ask of an instance. */
export const Action = z.enum([
  'install',
  'start',
  'stop',
  'kill',
  'restart',
  'pause',
  'resume',
  'suspend',
  'reset',
  'delete',
])
export type Action = z.infer<typeof Action>

/** What runs the guest's instructions. */
export const Acceleration = z.strictObject({
  kind: z.enum(['kvm', 'tcg']),
  reason: z.string().describe('why this one'),
  isolation: z.enum(['hardware', 'none']).describe('TCG is no security boundary (QEMU, docs/system/security)'),
})
export type Acceleration = z.infer<typeof Acceleration>

/** A changed key that takes effect at the next start. */
export const PendingChange = z.strictObject({
  key: z.string(),
  current: z.unknown(),
  wanted: z.unknown(),
  reason: z.string().describe('why not before'),
})
export type PendingChange = z.infer<typeof PendingChange>

/** A device of the host that a running instance has. */
export const GivenDevice = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pci'),
    address: PciAddress,
    physicalFunction: PciAddress.nullable().describe('the card, when it is a virtual function for a nic'),
  }),
  z.strictObject({ kind: z.literal('usb'), port: UsbPort }),
])
export type GivenDevice = z.infer<typeof GivenDevice>

/** How near an instance is to being parked. */
export const ParkingView = z.strictObject({
  idleSince: z.iso.datetime().nullable().describe('since when it has done nothing; null while it is busy'),
  busy: z.string().nullable().describe('why it is not idle, or cannot be parked'),
})
export type ParkingView = z.infer<typeof ParkingView>

/** An instance as the API shows it. */
export const Instance = z.strictObject({
  id: InstanceId,
  name: InstanceName,
  uuid: z.uuid(),
  state: InstanceState,
  actions: z.array(Action).describe('what may be asked of it now'),
  spec: InstanceSpec,
  pending: z.array(PendingChange),
  arch: Architecture.describe('instruction set of the guest'),
  machineType: z.string().describe('board of the guest, with its version, such as pc-q35-7.2'),
  toInstall: z.boolean().describe('its system is still to be installed, as `install` of the spec says'),
  image: z.strictObject({ digest: ImageDigest, name: z.string() }).nullable(),
  acceleration: Acceleration.nullable().describe('null while it is not running'),
  confinement: Confinement.nullable().describe('null while it is not running'),
  devices: z.array(GivenDevice).describe('what it has of the host while it is running'),
  macs: z.array(z.string()).describe('hardware addresses of its network cards, one for each of `spec.nics`'),
  addresses: z.array(z.string()).describe('IP addresses that the guest agent reports; filled by show, not by list'),
  disk: DiskUse.optional().describe('what its disks take on the host; filled by show, not by list'),
  screen: z.string().nullable().describe('VNC unix socket while it is running'),
  parking: ParkingView.nullable().describe('of one that runs and is to be parked when it is idle'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable().describe('of a temporary one: when it is deleted unless it is renewed'),
  revision: z.int().describe('for If-Match'),
})
export type Instance = z.infer<typeof Instance>

/** A wish for a new instance. Without a name it gets one. */
export const InstanceCreate = z.strictObject({
  name: InstanceName.optional(),
  spec: InstanceSpec,
  temporary: Temporary.optional().describe('it is deleted by itself, unless it is renewed'),
})
export type InstanceCreate = z.infer<typeof InstanceCreate>
export type InstanceCreateInput = z.input<typeof InstanceCreate>

/** A JSON merge patch (RFC 7386) on the spec: only what is named changes, null takes a key out. */
export const InstanceChange = z.strictObject({ spec: z.record(z.string(), z.unknown()) })
export type InstanceChange = z.infer<typeof InstanceChange>

/** A wish for another name. */
export const InstanceRename = z.strictObject({ name: InstanceName })
export type InstanceRename = z.infer<typeof InstanceRename>

/** One page, by name. All filters must hold. */
export const InstanceQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().optional().describe('cursor: `next` of the page before'),
  state: z.string().optional().describe('one state or several with commas'),
  label: z.array(z.string()).default([]).describe('key or key=value; all must hold'),
  name: z.string().optional().describe('a part of the name'),
})
export type InstanceQuery = z.infer<typeof InstanceQuery>

/** One page of instances, and where the next begins; null on the last. */
export const InstancePage = z.strictObject({ items: z.array(Instance), next: z.string().nullable() })
export type InstancePage = z.infer<typeof InstancePage>

/** How to stop: the guest is asked first and forced after the timeout. */
export const InstanceStop = z.strictObject({
  timeoutMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(90_000)
    .describe('time for the guest to shut down before it is forced'),
})
export type InstanceStop = z.infer<typeof InstanceStop>

/** A program to run in the guest: argv, never a shell line. */
export const ExecRequest = z.strictObject({
  command: z.array(z.string().max(65536)).min(1).max(1024),
  stdin: z
    .base64()
    .max(16 << 20)
    .optional(),
  environment: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
  timeoutMs: z.int().min(1).max(86_400_000).default(3_600_000).describe('the command is killed after this time'),
  readyTimeoutMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(30_000)
    .describe('how long to wait for the guest agent to answer'),
})
export type ExecRequest = z.infer<typeof ExecRequest>
export type ExecRequestInput = z.input<typeof ExecRequest>

/** How the program ended. Output is Base64, since it may be any bytes. */
export const ExecResult = z.strictObject({
  exitCode: z.int().describe('128 + signal when a signal ended it'),
  stdout: z.base64(),
  stderr: z.base64(),
  truncated: z.boolean().describe('the agent cut the output at 16 MiB'),
})
export type ExecResult = z.infer<typeof ExecResult>

/** What shall be in the drive of an instance, now and from its next start on. */
export const InstanceMedium = z.strictObject({
  medium: FilePath.nullable().describe(
    'an absolute path, or the image of a medium by its name and version; null for none',
  ),
  force: z.boolean().default(false).describe('take the medium out although the guest uses it'),
})
export type InstanceMedium = z.infer<typeof InstanceMedium>
export type InstanceMediumInput = z.input<typeof InstanceMedium>
