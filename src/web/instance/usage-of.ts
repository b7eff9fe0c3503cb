import type { Usage } from '../data/use-usage.ts'

/** Of one processor of the host, as measured last. */
export function percentOf(usage: Usage | undefined, name: string): number | undefined {
  return usage?.get(name)?.at(-1)?.cpuPercent
}
