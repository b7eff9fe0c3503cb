import * as z from 'zod'
import { diskFormats } from './disk-format.ts'
import { InstanceName, PoolName, VolumeId, VolumeName } from './name.ts'
import { Passphrase } from './passphrase.ts'
import { plainText } from './plain-text.ts'
import { PoolPlace } from './pool.ts'
import { Size } from './size.ts'
import { VolumeDrivers } from './volume-drivers.ts'

/** What a guest can write to. Other formats are for export and import. */
export const VolumeFormat = z.enum(['qcow2', 'raw', 'luks']).describe('luks: raw inside of an encryption')
export type VolumeFormat = z.infer<typeof VolumeFormat>

/** How a qcow2 file is laid out inside. What is left out is as qemu-img chooses it. */
const layoutKeys = {
  clusterSize: Size.optional().describe('of qcow2: what is allocated at once, a power of two from 512B to 2MiB'),
  compression: z.enum(['zlib', 'zstd']).optional().describe('of qcow2: how clusters are packed when they are'),
  lazyRefcounts: z.boolean().optional().describe('of qcow2: faster writes, and a longer check after a crash'),
  extendedL2: z
    .boolean()
    .optional()
    .describe('of qcow2: clusters in 32 parts, for small writes on a disk that stands on another'),
} as const

/** What is taken beforehand, so that writing needs no more: nothing, the tables, all blocks, or all blocks with zeros in them. */
export const Preallocation = z.enum(['off', 'metadata', 'falloc', 'full'])
export type Preallocation = z.infer<typeof Preallocation>

/** An absolute path of the host. */
const HostPath = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^\/[^\p{Cc}]*$/u, { error: 'an absolute path without control characters' })

type Wished = {
  readonly format: VolumeFormat
  readonly clusterSize?: number | undefined
  readonly compression?: string | undefined
  readonly lazyRefcounts?: boolean | undefined
  readonly extendedL2?: boolean | undefined
}

/** What cannot be true of a layout: raw has none, and clusters are powers of two. */
function refuseLayout(want: Wished, context: z.RefinementCtx): void {
  for (const key of Object.keys(layoutKeys) as (keyof typeof layoutKeys)[]) {
    if (want.format !== 'qcow2' && want[key] !== undefined) {
      const message = `only a qcow2 volume has it, and this one is ${want.format}`
      context.addIssue({ code: 'custom', path: [key], message })
    }
  }
  const { clusterSize, extendedL2 } = want
  if (clusterSize === undefined) return
  const least = extendedL2 === true ? 16 * 1024 : 512
  if (clusterSize >= least && clusterSize <= 2 ** 21 && Number.isInteger(Math.log2(clusterSize))) return
  const message = `a cluster is a power of two from ${least === 512 ? '512B' : '16KiB (with extendedL2)'} to 2MiB`
  context.addIssue({ code: 'custom', path: ['clusterSize'], message })
}

/** Raw is never encrypted, and luks always. */
function refuseEncryption(
  { format, passphrase }: { readonly format: VolumeFormat; readonly passphrase?: string | undefined },
  context: z.RefinementCtx,
): void {
  const wrong = format === 'raw' ? passphrase !== undefined : format === 'luks' && passphrase === undefined
  if (!wrong) return
  const message = format === 'raw' ? 'raw cannot be encrypted; qcow2 and luks can' : 'luks needs a passphrase'
  context.addIssue({ code: 'custom', path: ['passphrase'], message })
}

const VolumeEmpty = z
  .strictObject({
    kind: z.literal('empty'),
    name: VolumeName,
    pool: PoolName.optional().describe('by default the pool `default`'),
    size: Size.describe('of the disk as a guest sees it; a multiple of 512 bytes, at least 1MiB'),
    format: VolumeFormat.default('qcow2'),
    preallocation: Preallocation.default('off').describe('what is taken beforehand; raw has no metadata'),
    passphrase: Passphrase.optional(),
    ...layoutKeys,
  })
  .superRefine((want, context) => {
    refuseLayout(want, context)
    refuseEncryption(want, context)
    if (want.format === 'raw' && want.preallocation === 'metadata') {
      context.addIssue({ code: 'custom', path: ['preallocation'], message: 'a raw volume has no metadata' })
    }
  })
export type VolumeEmpty = z.infer<typeof VolumeEmpty>

const VolumeClone = z.strictObject({
  kind: z.literal('clone'),
  name: VolumeName,
  from: VolumeName,
  linked: z
    .boolean()
    .default(false)
    .describe('keep only what differs, and stand on the other, which can then not be written any more'),
})
export type VolumeClone = z.infer<typeof VolumeClone>

const VolumeImport = z.strictObject({
  kind: z.literal('import'),
  name: VolumeName,
  pool: PoolName.optional().describe('by default the pool `default`'),
  path: HostPath.describe('a disk file or a block device of the host; it stays as it is'),
  from: z
    .enum(diskFormats)
    .optional()
    .describe('what the file is; by default what its first bytes say; a block device is raw'),
  format: z.enum(['qcow2', 'raw']).default('qcow2').describe('what the volume shall be'),
})
export type VolumeImport = z.infer<typeof VolumeImport>

/** A wish for a new volume. */
export const VolumeCreate = z.discriminatedUnion('kind', [VolumeEmpty, VolumeClone, VolumeImport])
export type VolumeCreate = z.infer<typeof VolumeCreate>
export type VolumeCreateInput = z.input<typeof VolumeCreate>

/** A wish for another size. Shrinking loses what lies beyond, so it is said twice, and only done where nothing does. */
export const VolumeResize = z.strictObject({ size: Size, shrink: z.boolean().default(false) })
export type VolumeResize = z.infer<typeof VolumeResize>
export type VolumeResizeInput = z.input<typeof VolumeResize>

/** A wish for another format, or another layout of the same. */
export const VolumeConvert = z
  .strictObject({
    format: VolumeFormat,
    compress: z.boolean().default(false).describe('of qcow2: pack every cluster; what is written later is not packed'),
    passphrase: Passphrase.optional().describe('encrypt what is not encrypted yet'),
    decrypt: z.boolean().default(false).describe('of an encrypted one: what is written anew is not'),
    ...layoutKeys,
  })
  .superRefine((want, context) => {
    refuseLayout(want, context)
    if (want.passphrase !== undefined && want.decrypt) {
      context.addIssue({ code: 'custom', path: ['decrypt'], message: 'it cannot be encrypted and decrypted at once' })
    }
    if (want.format !== 'qcow2' && want.compress) {
      context.addIssue({ code: 'custom', path: ['compress'], message: `a ${want.format} volume cannot be packed` })
    }
  })
export type VolumeConvert = z.infer<typeof VolumeConvert>
export type VolumeConvertInput = z.input<typeof VolumeConvert>

/** A wish for a copy outside of every pool. */
export const VolumeExport = z
  .strictObject({
    path: HostPath.describe('the file to make, which must not be there yet, or a block device'),
    overwrite: z.boolean().default(false).describe('of a block device: yes, what is on it is lost; it is written raw'),
    format: z.enum(diskFormats).default('qcow2'),
    decrypt: z.boolean().default(false).describe('of an encrypted volume: yes, what is written is readable by all'),
    compress: z.boolean().default(false).describe('of qcow2 and vmdk: packed; a packed vmdk is streamOptimized'),
  })
  .superRefine(({ format, compress }, context) => {
    if (!compress || format === 'qcow2' || format === 'vmdk') return
    context.addIssue({ code: 'custom', path: ['compress'], message: `${format} cannot be packed; qcow2 and vmdk can` })
  })
export type VolumeExport = z.infer<typeof VolumeExport>
export type VolumeExportInput = z.input<typeof VolumeExport>

/** A wish for another base, or for none. */
export const VolumeRebase = z
  .strictObject({
    onto: VolumeName.nullable().describe('the volume to stand on, in the same pool; null: stand alone'),
    unsafe: z
      .boolean()
      .default(false)
      .describe('only write down the new base: for one that was lost, or that has what the old one had'),
  })
  .superRefine(({ onto, unsafe }, context) => {
    if (onto !== null || !unsafe) return
    const message = 'what stands on nothing must have everything itself, so it is copied: leave `unsafe` out'
    context.addIssue({ code: 'custom', path: ['unsafe'], message })
  })
export type VolumeRebase = z.infer<typeof VolumeRebase>
export type VolumeRebaseInput = z.input<typeof VolumeRebase>

/** How a volume is looked through. A repair is made on a copy, which takes its place only when it is sound. */
export const VolumeCheck = z.strictObject({ repair: z.boolean().default(false) })
export type VolumeCheck = z.infer<typeof VolumeCheck>

/** A wish for another name. */
export const VolumeRename = z.strictObject({ name: VolumeName })
export type VolumeRename = z.infer<typeof VolumeRename>

/** An instance that has a volume among its disks. */
export const VolumeUser = z.strictObject({
  instance: InstanceName,
  readOnly: z.boolean(),
  running: z.boolean().describe('a machine has it open now'),
})
export type VolumeUser = z.infer<typeof VolumeUser>

/** How a qcow2 file is laid out. */
export const VolumeLayout = z.strictObject({
  clusterBytes: z.int().positive(),
  compression: z.enum(['zlib', 'zstd']),
  lazyRefcounts: z.boolean(),
  extendedL2: z.boolean(),
})
export type VolumeLayout = z.infer<typeof VolumeLayout>

/** A volume as the API shows it. */
export const Volume = z.strictObject({
  id: VolumeId.describe('also the serial number of the disk in the guest: /dev/disk/by-id/virtio-ID'),
  name: VolumeName,
  pool: PoolName,
  place: PoolPlace,
  path: z.string().nullable().describe('its file, where it has one'),
  format: VolumeFormat,
  sizeBytes: z.int().nullable().describe('of the disk as a guest sees it; null when the file cannot be read'),
  allocatedBytes: z.int().nullable().describe('what it takes on the host'),
  encryption: z
    .enum(['none', 'open', 'locked'])
    .describe('open: the daemon has its passphrase; locked: it must be given first'),
  layout: VolumeLayout.nullable().describe('null for raw and luks'),
  snapshots: z.int().nonnegative().describe('how many states are kept inside of it'),
  standsOn: VolumeName.nullable().describe('the volume that has what this one has not'),
  stoodOnBy: z.array(VolumeName).describe('volumes that need this one as it is'),
  usedBy: z.array(VolumeUser),
  origin: plainText.describe('where it came from'),
  drivers: VolumeDrivers.nullable().describe('of one that was imported: what of Linux was found on it then'),
  problem: z.string().nullable().describe('why it cannot be used now'),
  createdAt: z.iso.datetime(),
})
export type Volume = z.infer<typeof Volume>

export const VolumeListing = z.strictObject({ items: z.array(Volume).readonly() })
export type VolumeListing = z.infer<typeof VolumeListing>

/** A stretch of the disk as a guest sees it. */
const Extent = z.strictObject({
  start: z.int().nonnegative(),
  length: z.int().positive(),
  kind: z
    .enum(['data', 'zero', 'hole'])
    .describe('zero: reads as zeros, and is said to; hole: nothing was ever written'),
  depth: z.int().nonnegative().describe('how many volumes below it lies'),
})

/** What of a disk is allocated, and where; neighbours of one kind are one. */
export const VolumeMap = z.strictObject({
  sizeBytes: z.int().nonnegative(),
  dataBytes: z.int().nonnegative(),
  extents: z.array(Extent).readonly(),
  truncated: z.boolean().describe('there are more extents than are told'),
})
export type VolumeMap = z.infer<typeof VolumeMap>
