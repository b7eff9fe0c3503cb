import type { Problem } from '../model/operation.ts'
import { RemoteFault } from './remote-fault.ts'
import { readEvents } from './server-sent-events.ts'

export type NewsItem<T> = { readonly data: T; readonly id: string }

/** The events of a stream as values. Throws a RemoteFault when the daemon says that the stream has failed. */
export async function* readNews<T>(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NewsItem<T>, undefined> {
  for await (const { event, data, id } of readEvents(chunks)) {
    if (event === 'problem') throw new RemoteFault(JSON.parse(data) as Problem)
    yield { data: JSON.parse(data) as T, id }
  }
}
