import type { Volume } from '../../model/volume.ts'

/** What a question about a volume is given: what is wished, and how it is carried out. */
export type Asking<Kind extends string> = {
  readonly kind: Kind
  readonly volume: Volume
  /** Closes the question and does it. */
  readonly run: (work: () => Promise<unknown>) => void
  readonly close: () => void
}
