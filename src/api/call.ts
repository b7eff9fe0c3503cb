import type { DaemonStatus } from '../model/daemon.ts'
import type { Deps } from '../service/deps.ts'
import type { RequestContext } from '../service/operation/begin.ts'

/** What the routes need from the daemon itself. */
export type Daemon = {
  readonly version: string
  status(): Promise<DaemonStatus>
  /** Begins a clean stop and returns at once; requests that run are answered. */
  requestStop(): void
}

/** One request, checked against the schemas of its route. */
export type Call<Params = unknown, Query = unknown, Body = unknown> = {
  readonly deps: Deps
  readonly daemon: Daemon
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
  /** Changes with every start of the daemon, because the numbers of events begin anew. */
  readonly epoch: string
}
