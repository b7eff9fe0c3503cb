import { randomUUID } from 'node:crypto'

/** A random UUID (version 4) in lower-case hex. */
export function randomUuid(): string {
  return randomUUID()
}
