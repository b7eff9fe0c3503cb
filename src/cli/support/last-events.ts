import type { Event } from '../../model/event.ts'
import { type NumberedEvent, watchEvents } from '../../sdk/event.ts'
import type { Wire } from '../../sdk/wire.ts'

const most = 1000

/** The last events of the daemon. */
export async function lastEvents(wire: Wire, signal: AbortSignal): Promise<readonly Event[]> {
  const now = await present(wire, signal)
  const found: NumberedEvent[] = []
  if (now.sequence === 0) return found
  const [epoch = ''] = now.id.split('.')
  const after = `${epoch}.${Math.max(0, now.sequence - most)}`
  for await (const event of watchEvents(wire, { after, signal })) {
    found.push(event)
    if (event.sequence >= now.sequence) break
  }
  return found
}

/** Whoever asks for what came after an event that the daemon has never had is told where it is now. */
async function present(wire: Wire, signal: AbortSignal): Promise<NumberedEvent> {
  for await (const event of watchEvents(wire, { after: '00000000.0', signal })) return event
  throw new Error('the daemon has ended')
}
