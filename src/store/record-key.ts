import type { Kinds, Write } from '../contract/store.ts'

type Stored = { [K in keyof Kinds]: { readonly kind: K; readonly value: Kinds[K] } }[keyof Kinds]

/** The key that a write is about. */
export function keyOf(write: Write): string {
  if ('delete' in write) return write.delete
  return recordKey({ kind: write.kind, value: write.put } as Stored)
}

/** The key under which a record is kept. */
function recordKey({ kind, value }: Stored): string {
  switch (kind) {
    case 'instance':
      return value.name
    case 'image':
      return value.digest
    case 'operation':
      return value.operation.id
  }
}

/** Refuses what would mean two things: one key written twice in one commit. */
export function refuseRepeatedKeys(writes: readonly Write[]): void {
  const seen = new Set<string>()
  for (const write of writes) {
    const key = `${write.kind}/${keyOf(write)}`
    if (seen.has(key)) throw new TypeError(`one commit writes ${key} twice`)
    seen.add(key)
  }
}
