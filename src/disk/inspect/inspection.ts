import type { ImportFormat } from '../../model/disk-format.ts'
import type { RefusalKind } from '../../model/refusal.ts'

/** A disk, or a medium. */
export type FileFormat = ImportFormat

/** Something outside of the file that a program which opens the file would open, too. */
export type Reference = {
  readonly kind: 'backing-file' | 'data-file' | 'extent' | 'parent'
  /** As the file has it: hostile text, never to be opened because it stands here. */
  readonly name: string
  /** What the file says of the format of the other one, when it does. */
  readonly format?: string | undefined
}

/** What makes a file unfit. */
export type Objection = {
  readonly kind: RefusalKind
  /** What is wrong, as the end of the sentence "The file F is refused: ...". */
  readonly reason: string
}

/** What a file is by its own bytes. Nothing but the file has been opened for it. */
export type Inspection = {
  readonly format: FileFormat
  /** Size of the disk as a guest sees it; meaningless when there are objections. */
  readonly virtualSizeBytes: number
  readonly refersTo: readonly Reference[]
  readonly isEncrypted: boolean
  /** The name of a medium (ISO 9660 volume identifier). */
  readonly volumeId?: string | undefined
  /** Why it makes no sense, or passes a limit; empty for a sound file. */
  readonly objections: readonly Objection[]
}

/** The largest disk that is read: 16 TiB. */
const largestDiskBytes = 2 ** 44

/** What is wrong with the size of a disk, if something is. */
export function objectToSize(sizeBytes: number): readonly Objection[] {
  if (sizeBytes === 0) return [{ kind: 'damaged', reason: 'its disk is empty' }]
  return sizeBytes > largestDiskBytes ? [{ kind: 'too-large', reason: 'its disk is larger than 16 TiB' }] : []
}

export function damaged(reason: string): Objection {
  return { kind: 'damaged', reason }
}

export function cutOff(reason: string): Objection {
  return { kind: 'cut-off', reason: `it is cut off: ${reason}` }
}

/** An inspection that found a format and nothing else that could be relied on. */
export function unfit(format: FileFormat, ...objections: readonly Objection[]): Inspection {
  return { format, virtualSizeBytes: 0, refersTo: [], isEncrypted: false, objections }
}
