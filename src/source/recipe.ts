import type { Report } from '../kit/report.ts'
import type { Architecture } from '../model/architecture.ts'
import type { ImageFile, ImageManifest } from '../model/image.ts'

/** What a recipe works with. Both folders are fresh; the work folder goes away when it ends, however it ends. */
export type Bench = {
  /** Where the files of the image must lie in the end, and nothing else. */
  readonly imageFolder: string
  readonly workFolder: string
  /** Survives; what can be fetched again lies here. */
  readonly cacheFolder: string
  readonly report: Report
  readonly signal: AbortSignal
}

/** What is known of an image before its files are measured. */
export type ImageFacts = Omit<ImageManifest, 'version' | 'files' | 'source'> & {
  readonly files: readonly Pick<ImageFile, 'role' | 'name' | 'format'>[]
  /** Where it came from, when that was not known before. */
  readonly source?: ImageManifest['source']
}

/** What an image has beside what its recipe says. `sizeBytes`: a whole number of MiB; undefined for the usual size. */
export type Extras = { readonly packages: readonly string[]; readonly sizeBytes?: number | undefined }

/** How one image is built here. */
export type Recipe = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly architecture: Architecture
  readonly summary: string
  /** Bytes that must be free on the disk of images before it begins. */
  readonly neededBytes: number
  /** More Debian packages can be installed in it, and its disk can have another size. */
  readonly takesPackages: boolean
  readonly build: (bench: Bench, extras: Extras) => Promise<ImageFacts>
}

/** One image to be made, whatever it is made from. */
export type Wish = {
  readonly source: ImageManifest['source']
  readonly neededBytes: number
  readonly make: (bench: Bench) => Promise<ImageFacts>
}
