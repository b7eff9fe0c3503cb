import type { FileFormat } from '../../src/disk/inspect/inspection.ts'
import type { RefusalKind } from '../../src/model/refusal.ts'
import type { Bases } from './bases.ts'

/** One file that somebody may hand over, how it is made, and what must become of it. */
export type Row = {
  /** Its name in the folder of the corpus. */
  readonly name: string
  /** What it is said to be, when something is said. */
  readonly declared?: FileFormat
  readonly make: (bases: Bases) => Promise<Uint8Array> | Uint8Array
  /** `safe`: it is taken in and nothing but it is read; otherwise why it is refused, or for more than one good reason. */
  readonly expect: 'safe' | 'refused' | RefusalKind
}
