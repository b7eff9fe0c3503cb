import * as z from 'zod'
import { Architecture } from './architecture.ts'
import { Firmware } from './board.ts'
import { importFormats } from './disk-format.ts'
import { ImageDigest, ImageName } from './name.ts'
import { Size } from './size.ts'

/** 64 lower-case hex digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * One file of an image, by its role. `disk` is what overlays stand on; `kernel` and `initrd` are for direct boot; `cdrom` is
 * a medium, to be put into a drive.
 * `bzimage` is the same kernel as its distribution packs it, where `kernel` is unpacked: machine microvm starts only that.
 */
export const ImageFile = z.strictObject({
  role: z.enum(['disk', 'kernel', 'bzimage', 'initrd', 'cdrom']),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)
    .describe('file name inside the folder of the image'),
  format: z.enum(['qcow2', 'raw']).describe('raw for kernel, initrd and medium'),
  sizeBytes: z.int().nonnegative(),
  sha256: Sha256,
})
export type ImageFile = z.infer<typeof ImageFile>

/** How an image came here. */
export const ImageSourceKind = z.enum(['built', 'file', 'web'])

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
  source: z.strictObject({ kind: ImageSourceKind, from: z.string().describe('recipe, original path or URL') }),
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

/** Something that lies on the disk and that nothing needs. */
export const UnusedItem = z.strictObject({
  kind: z
    .enum(['image', 'folder', 'download', 'cache'])
    .describe('folder: files of an image without a record; download: one that has not ended; cache: can be made again'),
  name: z.string().describe('of an image its first name, or its digest'),
  sizeBytes: z.int().nonnegative(),
})
export type UnusedItem = z.infer<typeof UnusedItem>

/** Debian Policy 5.6.1. */
const DebianPackage = z.string().regex(/^[a-z0-9][a-z0-9+.-]{1,126}$/, {
  error: 'a Debian package is named by a-z, 0-9, plus, dot and dash, such as qemu-utils',
})

const leastDiskBytes = 2 * 2 ** 30
const mostDiskBytes = 8 * 2 ** 40

/** What to make: a recipe of ours (`debian:12`, `tiny`), a local file under a name, or a file of the web. */
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
    size: Size.refine((bytes) => bytes >= leastDiskBytes && bytes <= mostDiskBytes && bytes % 2 ** 20 === 0, {
      error: 'a disk that is built has 2GiB to 8TiB, and a whole number of MiB',
    })
      .optional()
      .describe('size of the disk; by default 10GiB, most of which takes no space'),
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
    format: z.enum(importFormats).optional().describe('by default what the file says itself, raw when it says nothing'),
  }),
  z.strictObject({
    kind: z.literal('pull'),
    from: z
      .string()
      .min(1)
      .max(2048)
      .regex(/^[\x21-\x7e]+$/, { error: 'a name of the catalog, REMOTE:ALIAS, or a URL' })
      .describe('a name of the catalog (ubuntu:24.04), an alias of a server (images:debian/12), or a URL'),
    digest: z
      .string()
      .regex(/^(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{128})$/, { error: 'SHA-256 (64 hex digits) or SHA-512 (128 hex digits)' })
      .optional()
      .describe('SHA-256 or SHA-512 of what a URL has; needed for a URL'),
    mirrors: z.array(z.url()).max(16).default([]).describe('further URLs that have the same file'),
    name: ImageName.optional().describe('needed for a URL; by default that of the catalog'),
    again: z.boolean().default(false).describe('also when an image of this name is here: the newest of the catalog'),
    architecture: Architecture.optional().describe('by default that of the host'),
    format: z.enum(importFormats).optional().describe('of a URL: by default what the file says itself'),
  }),
])
export type ImageCreate = z.infer<typeof ImageCreate>
export type ImageCreateInput = z.input<typeof ImageCreate>
