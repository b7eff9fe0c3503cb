import { readBlockUses } from './block-uses.ts'
import { readNetworkUses } from './network-uses.ts'
import type { Use } from './use.ts'

/** What the host does with its devices now: network interfaces that are up, mounted file systems, swap. */
export function readUses(root: string): readonly Use[] {
  return [...readNetworkUses(root), ...readBlockUses(root)]
}
