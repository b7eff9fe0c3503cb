import type { DaemonStatus } from '../model/daemon.ts'
import type { Listener, ListenerOpen, ListenerStatus } from '../model/listener.ts'
import type { Caller } from '../service/access/caller.ts'
import type { Deps } from '../service/deps.ts'
import type { RequestContext } from '../service/operation/begin.ts'
import type { Entrance } from './entrance/entrance.ts'

/** What the routes need from the daemon itself. */
export type Daemon = {
  readonly version: string
  /** Changes with every start of the daemon, because the numbers of events begin anew. */
  readonly epoch: string
  status(): Promise<DaemonStatus>
  /** Begins a clean stop and returns at once; requests that run are answered. */
  requestStop(): void
  readonly listener: ListenerControl
}

/** Opens and closes the daemon for TCP. */
export type ListenerControl = {
  status(): ListenerStatus
  /** What was open before is closed. Throws listener.unusable. */
  open(wanted: ListenerOpen): Promise<Listener>
  /** Answers what was open. */
  close(): Promise<ListenerStatus>
}

/** One request, checked against the schemas of its route. */
export type Call<Params = unknown, Query = unknown, Body = unknown> = {
  readonly deps: Deps
  readonly daemon: Daemon
  /** Which way it came. */
  readonly entrance: Entrance
  readonly caller: Caller
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Aborted when the caller has hung up, and when the daemon stops. */
  readonly signal: AbortSignal
  readonly request: RequestContext
  /** From `If-Match`. */
  readonly expectedRevision: number | undefined
  /** From `Prefer: wait=SECONDS` (RFC 7240 section 4.3), in milliseconds; 0 without it. */
  readonly waitMs: number
  /** From `Last-Event-ID`. */
  readonly lastEventId: string | undefined
}
