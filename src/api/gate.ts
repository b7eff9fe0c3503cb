import { Fault } from '../model/fault.ts'

/** What is looked at before a request is read any further. */
export type Approach = {
  /** The target of the request line. */
  readonly url: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
}

const ownHosts: ReadonlySet<string> = new Set(['localhost', 'stroj'])

/**
 * Only programs speak to the daemon, no pages: a browser always names the page's origin on requests and WebSockets that could do harm,
 * and a page that was led here by a changed DNS answer names a foreign host.
 */
export function admit({ url, host, origin, rawHeaders }: Approach): void {
  // A whole address, as one sends to a proxy.
  if (!url.startsWith('/')) throw new Fault('request.wrong-host', { host: url.slice(0, 200) })
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length
  if (host === undefined || hosts !== 1 || !ownHosts.has(host.toLowerCase())) {
    throw new Fault('request.wrong-host', { host: host ?? '' })
  }
  if (origin !== undefined) throw new Fault('request.foreign-origin', { origin })
}
