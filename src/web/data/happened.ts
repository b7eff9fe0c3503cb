import type { QueryClient } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import type { NumberedEvent } from '../../sdk/client.ts'

const key = ['happened'] as const
const kept = 500

/** Notes an event, for those who want to see what happened while the app was open. */
export function note(queries: QueryClient, event: NumberedEvent): void {
  queries.setQueryData<readonly NumberedEvent[]>(key, (before = []) => [event, ...before].slice(0, kept))
}

/** What happened since the app was opened, newest first. */
export function useHappened(): readonly NumberedEvent[] {
  return useQuery<readonly NumberedEvent[]>({ queryKey: key, queryFn: () => [], enabled: false }).data ?? []
}
