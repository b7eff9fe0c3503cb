import type { QueryClient } from '@tanstack/react-query'
import type { NumberedEvent, Stroj } from '../../sdk/client.ts'
import { note } from './happened.ts'
import type { Connection } from './live.tsx'
import { NewsDesk } from './news-desk.ts'
import { pause } from './pause.ts'

type World = {
  readonly daemon: Stroj
  readonly queries: QueryClient
  readonly onConnection: (now: Connection) => void
}

const firstRetryMs = 250
const longestRetryMs = 5000

/** Listens to the daemon's events, comes back when the connection is lost, and has everything read again that was missed. */
export class EventKeeper {
  readonly #world: World
  readonly #desk: NewsDesk
  #last: string | undefined
  #retryMs = firstRetryMs
  #lostSince: Date | undefined

  constructor(world: World) {
    this.#world = world
    this.#desk = new NewsDesk(world.daemon, world.queries)
  }

  /** Until the signal; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#listen(signal).catch((error: unknown) => this.#lost(error, signal))
      await pause(this.#retryMs, signal)
      this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const { daemon } = this.#world
    const stream = daemon.watchEvents({ after: this.#last, signal, onOpen: () => this.#opened() })
    for await (const event of stream) this.#take(event)
    this.#lost(undefined, signal)
  }

  #opened(): void {
    // With no event seen there is no place to go on from: what happened meanwhile is not told.
    if (this.#lostSince !== undefined && this.#last === undefined) void this.#world.queries.invalidateQueries()
    this.#retryMs = firstRetryMs
    this.#lostSince = undefined
    this.#world.onConnection({ kind: 'live' })
  }

  #take(event: NumberedEvent): void {
    this.#last = event.id
    note(this.#world.queries, event)
    this.#desk.take(event)
  }

  #lost(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return
    this.#lostSince ??= new Date()
    this.#world.onConnection({ kind: 'lost', since: this.#lostSince, error })
  }
}
