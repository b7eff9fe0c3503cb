import type { Kind, Kinds, Versioned } from '../contract/store.ts'
import { crc32 } from '../host/checksum.ts'

/** A record as it lies in the table. */
export type Row = {
  readonly kind: string
  readonly key: string
  readonly revision: number
  readonly value: string
  readonly sum: number
}

/** Why a single record cannot be read. */
export class RecordError extends Error {
  override readonly name = 'RecordError'
}

/** The record in a row. Throws `RecordError` when it is not as it was written, or is of a version we do not know. */
export function fromRow<K extends Kind>(row: Row): Versioned<Kinds[K]> {
  const what = `the record of ${row.kind} "${row.key}"`
  if (sumOf(row) !== row.sum) throw new RecordError(`${what} is damaged`)
  const value = JSON.parse(row.value) as Kinds[K]
  if (value.version !== 1) throw new RecordError(`${what} has version ${String(value.version)}; this stroj knows 1`)
  return { value, revision: row.revision }
}

/** What `sum` must be: the CRC-32 of everything else in the row. */
export function sumOf({ kind, key, revision, value }: Omit<Row, 'sum'>): number {
  return crc32(`${kind}\0${key}\0${revision}\0${value}`)
}
