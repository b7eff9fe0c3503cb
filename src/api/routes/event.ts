import { Event } from '../../model/event.ts'
import { EventQuery } from '../../model/request.ts'
import { watchEvents } from '../../service/event/watch.ts'
import { events, type News } from '../answer.ts'
import { eventId, sequenceFrom } from '../event-id.ts'
import { route } from '../route.ts'

export const eventRoutes = [
  route('GET', '/v1/events', {
    operationId: 'watchEvents',
    summary: 'What happens from now on, or after an event that was seen already',
    query: EventQuery,
    heeds: ['Last-Event-ID'],
    answer: events(Event),
    handle: async ({ deps, daemon: { epoch }, query, lastEventId, signal }) =>
      asNews(watchEvents(deps, sequenceFrom(lastEventId ?? query.after, epoch), signal), epoch),
  }),
]

async function* asNews(happenings: AsyncIterable<Event>, epoch: string): AsyncGenerator<News<Event>> {
  for await (const data of happenings) yield { event: data.kind, data, id: eventId(epoch, data.sequence) }
}
