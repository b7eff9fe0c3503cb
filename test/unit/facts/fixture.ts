import { fileURLToPath } from 'node:url'

/** The root of a computer that was copied or written down; README.md beside them says which. */
export function rootOf(computer: string): string {
  return fileURLToPath(new URL(`fixture/${computer}`, import.meta.url))
}
