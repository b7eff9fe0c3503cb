import type { Event } from '../model/event.ts'
import { type CallOptions, open, query } from './call.ts'
import { readNews } from './news.ts'
import type { Wire } from './wire.ts'

export type WatchEvents = CallOptions & {
  /** Go on after the event with this id. */
  readonly after?: string | undefined
  /** Called when the daemon listens: whatever is read from now on, no change of it is missed. */
  readonly onOpen?: (() => void) | undefined
}

/** An event, and the id that `after` takes. */
export type NumberedEvent = Event & { readonly id: string }

/**
 * What happens from now on. Ends when the daemon does; leaving the loop hangs up.
 * An event of the kind `resync` says that some were missed: read again what you show.
 */
export async function* watchEvents(wire: Wire, options: WatchEvents = {}): AsyncGenerator<NumberedEvent, undefined> {
  const path = `/v1/events${query({ after: options.after })}`
  const stream = await open(wire, { method: 'GET', path }, options)
  options.onOpen?.()
  for await (const { data, id } of readNews<Event>(stream.body)) yield { ...data, id }
}
