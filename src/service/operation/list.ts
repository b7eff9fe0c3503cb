import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'

/** Newest first. Those that run are always there. */
export async function listOperations(
  { store, operations }: Pick<Deps, 'store' | 'operations'>,
  { limit, state }: { readonly limit: number; readonly state?: Operation['state'] | undefined },
): Promise<readonly Operation[]> {
  const stored = (await store.list('operation', { limit: 10_000 })).map(({ value }) => value.operation)
  const running = new Map(operations.running().map((operation) => [operation.id, operation]))
  return stored
    .map((operation) => running.get(operation.id) ?? operation)
    .filter((operation) => state === undefined || operation.state === state)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, limit)
}
