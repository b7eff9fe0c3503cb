import type { Web } from '../../host/web/ask.ts'
import type { Report } from '../../kit/report.ts'
import type { Architecture } from '../../model/architecture.ts'
import type { ImportFormat } from '../../model/disk-format.ts'
import type { Settings } from '../../model/settings.ts'
import type { WebFile } from '../download/download.ts'
import type { ImageFacts } from '../recipe.ts'

/** What a person asked for, found: the file, and what is known of it before it is here. */
export type Target = {
  readonly file: WebFile
  /** As which it is taken in; undefined: what it looks like. */
  readonly format: ImportFormat | undefined
  readonly architecture: Architecture | undefined
  readonly facts: Partial<Pick<ImageFacts, 'os' | 'boot' | 'agent'>>
}

/** What is needed to find it. */
export type Search = {
  readonly web: Web
  readonly settings: Settings
  readonly own: Architecture
  /** Fresh; for texts and their signatures. */
  readonly workFolder: string
  readonly report: Report
  readonly note: (text: string) => void
  readonly signal: AbortSignal
}

/** Larger than any image that is published; a disk of that size is no mistake only when it is imported from a file. */
export const mostBytes = 64 * 2 ** 30
