/** One kind of failure, told to people. */
export type FaultEntry = {
  /** HTTP status. */
  readonly status: number
  /** What happened and why, as full sentences. */
  readonly text: (details: never) => string
  /** What to do. */
  readonly hint?: (details: never) => string
}
