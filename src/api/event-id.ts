/** The id of an event on the wire. */
export function eventId(epoch: string, sequence: number): string {
  return `${epoch}.${sequence}`
}

/**
 * After which event of this epoch a reader goes on. An id of another epoch is of an earlier daemon: what came after it is
 * unknown, so the number is one that nobody has reached, and the reader is told to resync.
 */
export function sequenceFrom(id: string | undefined, epoch: string): number | undefined {
  if (id === undefined) return undefined
  const [of, sequence] = id.split('.', 2)
  return of === epoch ? Number(sequence) : Number.MAX_SAFE_INTEGER
}
