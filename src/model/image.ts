import * as z from 'zod'
import { Architecture } from './architecture.ts'
import { Firmware } from './board.ts'
import { diskFormats } from './disk-format.ts'
import { ImageDigest, ImageName } from './name.ts'

/** 64 lower-case hex digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * One file of an image, by its role. `disk` is what overlays stand on; `kernel` and `initrd` are for direct boot.
 * `bzimage` is the same kernel as its distribution packs it, where `kernel` is unpacked: machine microvm starts only that.
 */
export const ImageFile = z.strictObject({
  role: z.enum(['disk', 'kernel', 'bzimage', 'initrd']),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)
    .describe('file name inside the folder of the image'),
  format: z.enum(['qcow2', 'raw']).describe('raw for kernel and initrd'),
  sizeBytes: z.int().nonnegative(),
  sha256: Sha256,
})
export type ImageFile = z.infer<typeof ImageFile>

/** How an image came here. */
export const ImageSourceKind = z.enum(['built', 'file'])

/** Everything that makes an image what it is; its digest is the SHA-256 of this as canonical JSON (sorted keys). */
export const ImageManifest = z.strictObject({
  version: z.literal(1),
  files: z.array(ImageFile).min(1),
  virtualSizeBytes: z.int().nonnegative().describe('size of the disk as the guest sees it; 0 when there is no disk'),
  os: z.string().describe('such as debian:12; unknown for a foreign file'),
  architecture: Architecture,
  boot: z.array(Firmware).min(1).describe('how it can be booted, best first'),
  kernelArguments: z.string().describe('for direct boot, without console='),
  agent: z.boolean().describe('has the QEMU guest agent'),
  shell: z.boolean().describe('has a login on the second console (hvc0), for `stroj shell`'),
  source: z.strictObject({ kind: ImageSourceKind, from: z.string().describe('recipe or original path') }),
})
export type ImageManifest = z.infer<typeof ImageManifest>

/** An image as the API shows it. */
export const Image = z.strictObject({
  digest: ImageDigest,
  names: z.array(ImageName),
  manifest: ImageManifest,
  sizeBytes: z.int().describe('what it takes on the host'),
  createdAt: z.iso.datetime(),
  usedBy: z.array(z.string()).describe('names of instances that stand on it'),
})
export type Image = z.infer<typeof Image>

/** Debian Policy 5.6.1. */
const DebianPackage = z.string().regex(/^[a-z0-9][a-z0-9+.-]{1,126}$/, {
  error: 'a Debian package is named by a-z, 0-9, plus, dot and dash, such as qemu-utils',
})

/** What to make: a recipe of ours (`debian:12`, `tiny`), or a local file under a name. */
export const ImageCreate = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('build'),
    recipe: z.string(),
    rebuild: z.boolean().default(false),
    name: ImageName.optional().describe('by default that of the recipe; needed when there are packages'),
    packages: z
      .array(DebianPackage)
      .max(500)
      .default([])
      .describe('Debian packages that the image has besides those of the recipe; a kernel stands in for its own'),
  }),
  z.strictObject({
    kind: z.literal('import'),
    path: z
      .string()
      .min(1)
      .max(4096)
      .regex(/^\/[^\p{Cc}]*$/u, { error: 'an absolute path without control characters' }),
    name: ImageName,
    architecture: Architecture.optional().describe('of the system on it; by default that of the host'),
    format: z.enum(diskFormats).optional().describe('by default what the file says itself, raw when it says nothing'),
  }),
])
export type ImageCreate = z.infer<typeof ImageCreate>
export type ImageCreateInput = z.input<typeof ImageCreate>
