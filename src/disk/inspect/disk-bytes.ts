/** A file that is only ever read in small pieces, each of them bounded. */
export type DiskBytes = {
  readonly sizeBytes: number
  /** At most so many bytes from an offset; fewer at the end of the file. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>
}
