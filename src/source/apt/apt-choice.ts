/** Which packages an apt of our own knows. */
export type AptChoice = {
  /** Code name of a Debian release. */
  readonly release: string
  /** As Debian calls it, such as amd64 or ppc64el. */
  readonly architecture: string
  /** The release as it came out, without updates: not every mirror has those of every architecture. */
  readonly mainOnly: boolean
}
