import type { Kind, Kinds, Write } from '../contract/store.ts'

/** A write as the database sees it. `value` is JSON; undefined deletes. */
export type Entry = {
  readonly kind: Kind
  readonly key: string
  readonly value: string | undefined
  readonly expected: number | undefined
}

type Kept = { [K in Kind]: { readonly kind: K; readonly record: Kinds[K] } }[Kind]

/**
 * The entries of one commit. The text is made here, so what the caller does to a record afterwards changes nothing.
 * Throws TypeError when one key is written twice, since that would mean two things.
 */
export function toEntries(writes: readonly Write[]): readonly Entry[] {
  const entries = writes.map(toEntry)
  const seen = new Set<string>()
  for (const { kind, key } of entries) {
    if (seen.has(`${kind}/${key}`)) throw new TypeError(`one commit writes ${kind} "${key}" twice`)
    seen.add(`${kind}/${key}`)
  }
  return entries
}

function toEntry(write: Write): Entry {
  const { kind, expected } = write
  if ('delete' in write) return { kind, key: write.delete, value: undefined, expected }
  // The compiler does not carry the pairing of kind and record through the destructuring.
  const key = keyOf({ kind, record: write.put } as Kept)
  return { kind, key, value: JSON.stringify(write.put), expected }
}

/** The key under which a record is kept. */
function keyOf({ kind, record }: Kept): string {
  switch (kind) {
    case 'instance':
    case 'volume':
    case 'pool':
    case 'token':
    case 'listener':
    case 'settings':
      return record.name
    case 'session':
      return record.secretHash
    case 'image':
      return record.digest
    case 'warm':
    case 'waiting':
      return record.id
    case 'operation':
      return record.operation.id
    case 'snapshots':
    case 'temporary':
    case 'parked':
      return record.instance
  }
}
