import type { Event } from '../../model/event.ts'
import type { Deps } from '../deps.ts'

/** What happens from now on, or after an event that was seen already. */
export function watchEvents(
  { events }: Pick<Deps, 'events'>,
  afterSequence: number | undefined,
  signal: AbortSignal,
): AsyncIterable<Event> {
  return events.since(afterSequence, signal)
}
