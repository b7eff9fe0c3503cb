/** How far long work has come, in its own unit. `total` is null while it is unknown. */
type Progress = {
  readonly done: number
  readonly total: number | null
  readonly unit: 'bytes' | 'percent' | 'items'
}

/** Called by long work: which phase it is in, in words for people, and how far. Cheap; may be called often. */
export type Report = (phase: string, progress?: Progress) => void
