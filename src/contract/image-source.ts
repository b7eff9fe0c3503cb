import type { Report } from '../kit/report.ts'
import type { Architecture } from '../model/architecture.ts'
import type { ImportFormat } from '../model/disk-format.ts'
import type { ImageCreate, ImageManifest } from '../model/image.ts'
import type { CatalogImage } from '../model/listing.ts'
import type { InstallMedium, KnownMedium } from '../model/install-medium.ts'
import type { ImageDigest } from '../model/name.ts'

/** An image that lies finished in a staging folder, not yet visible. */
export type StagedImage = { readonly manifest: ImageManifest; readonly digest: ImageDigest; readonly staging: string }

/** A recipe, the Debian packages that are installed besides, and the size of the disk when it is not the usual one. */
export type Build = {
  readonly recipe: string
  readonly packages: readonly string[]
  readonly sizeBytes?: number | undefined
}

/** Something that nobody needs. `name` tells it from others of its kind. */
export type Leftover = {
  readonly kind: 'folder' | 'download' | 'cache'
  readonly name: string
  readonly sizeBytes: number
}

/** Where images come from and where their files lie. */
export type ImageLibrary = {
  /** What can be built here: `debian:12`, `tiny`. */
  recipes(): readonly {
    readonly name: string
    readonly aliases: readonly string[]
    readonly summary: string
    readonly architecture: Architecture
    readonly takesPackages: boolean
  }[]
  /** Builds into a fresh staging folder named after the operation. Removes it itself when it fails or is aborted. */
  build(build: Build, operation: string, report: Report, signal: AbortSignal): Promise<StagedImage>
  /** What distributions publish, by the names that can be pulled. */
  catalog(): readonly CatalogImage[]
  /**
   * Gets a file of the web, checks it against its digest and as a local one. What came of a download stays when it is cut
   * off or aborted, and the next one goes on from there. Throws image.not-found for a name that nobody knows,
   * image.download-failed, image.download-refused, image.wrong-digest, image.bad-signature, image.refused.
   */
  pull(
    want: Extract<ImageCreate, { kind: 'pull' }>,
    operation: string,
    task: { readonly report: Report; readonly note: (text: string) => void; readonly signal: AbortSignal },
  ): Promise<StagedImage>
  /** Checks a local file and copies it into a staging folder. */
  importFile(
    file: {
      readonly path: string
      readonly format?: ImportFormat | undefined
      readonly architecture?: Architecture | undefined
    },
    operation: string,
    report: Report,
    signal: AbortSignal,
  ): Promise<StagedImage>
  /**
   * Throws the fault instance.disk-file-missing unless a file that a spec names (absolute path) can be opened, is what it is
   * said to be and leads to no other file.
   */
  requireUsable(file: { readonly path: string; readonly format: 'qcow2' | 'raw' | 'iso' }): Promise<void>
  /**
   * The volume id of a medium, and where those of the named files lie that are on it; undefined when it is no ISO 9660 medium.
   * Throws instance.disk-file-missing.
   */
  readMedium(path: string, names: readonly string[]): Promise<InstallMedium | undefined>
  /** The installation media that osinfo-db of this host knows; none when it is not there. */
  knownMedia(): Promise<readonly KnownMedium[]>
  /** Moves it to its place, durable and read-only. No failure when the same digest is there already. */
  place(staged: StagedImage): Promise<void>
  /** Removes the files. No failure when there are none. */
  remove(digest: ImageDigest): Promise<void>
  /** Absolute path of one file of an image. */
  path(digest: ImageDigest, fileName: string): string
  /**
   * What lies here that no record names: folders of images, downloads that have not ended, and what was cached and not used
   * for long.
   */
  leftovers(known: ReadonlySet<ImageDigest>): Promise<readonly Leftover[]>
  removeLeftover(leftover: Leftover): Promise<void>
  /** Removes what operations that were cut off have left. */
  removeStagings(): Promise<void>
}
