import type { DiskFormat } from '../../model/disk-format.ts'

/** Something outside of the file that a program which opens the file would open, too. */
export type Reference = {
  readonly kind: 'backing-file' | 'data-file' | 'extent' | 'parent'
  /** As the file has it: hostile text, never to be opened because it stands here. */
  readonly name: string
}

/** What makes a file unfit. */
export type Objection = {
  readonly kind:
    | 'empty'
    | 'packed'
    | 'format'
    | 'mismatch'
    | 'refers'
    | 'encrypted'
    | 'cut-off'
    | 'damaged'
    | 'too-large'
  /** What is wrong, as the end of the sentence "The file F is refused: ...". */
  readonly reason: string
}

/** What a file is by its own bytes. Nothing but the file has been opened for it. */
export type Inspection = {
  readonly format: DiskFormat | 'iso'
  /** Size of the disk as a guest sees it; meaningless when there are objections. */
  readonly virtualSizeBytes: number
  readonly refersTo: readonly Reference[]
  readonly isEncrypted: boolean
  /** The name of a medium (ISO 9660 volume identifier). */
  readonly volumeId?: string | undefined
  /** Why it makes no sense, or passes a limit; empty for a sound file. */
  readonly objections: readonly Objection[]
}
