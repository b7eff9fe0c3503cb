import { Fault } from '../../model/fault.ts'
import type { Entrance } from './entrance.ts'

/** What is looked at before a request is read any further. */
export type Approach = {
  /** The target of the request line. */
  readonly url: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
}

/**
 * A browser always names the page's origin on requests and WebSockets that could do harm, and a page that was led here by a
 * changed DNS answer names a foreign host. So both are looked at before anything else.
 */
export function admit({ url, host, origin, rawHeaders }: Approach, { hosts, origins }: Entrance): void {
  // A whole address, as one sends to a proxy.
  if (!url.startsWith('/')) throw new Fault('request.wrong-host', { host: url.slice(0, 200) })
  const given = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length
  if (host === undefined || given !== 1 || !hosts().has(host.toLowerCase())) {
    throw new Fault('request.wrong-host', { host: host ?? '' })
  }
  if (origin !== undefined && !origins().has(origin.toLowerCase())) {
    throw new Fault('request.foreign-origin', { origin })
  }
}
