import type { WarmId } from '../../model/name.ts'

type Kept = {
  readonly id: WarmId
  readonly facts: { readonly sizeBytes: number }
  readonly createdAt: string
  readonly usedAt: string | null
}

/** Which warm images go so that all stay within the budget, the least recently used ones first. `spare` stays. */
export function toEvict(all: readonly Kept[], budgetBytes: number, spare: WarmId | null): readonly WarmId[] {
  let over = all.reduce((sum, { facts }) => sum + facts.sizeBytes, 0) - budgetBytes
  const gone: WarmId[] = []
  for (const { id, facts } of all.toSorted((a, b) => lastUse(a).localeCompare(lastUse(b)))) {
    if (over <= 0) break
    if (id === spare) continue
    gone.push(id)
    over -= facts.sizeBytes
  }
  return gone
}

function lastUse({ usedAt, createdAt }: Kept): string {
  return usedAt ?? createdAt
}
