import { WebError } from '../../host/web/web-error.ts'
import { Fault } from '../../model/fault.ts'
import { refused } from './web-url.ts'

export function failed(url: URL | string, reason: string, cause?: unknown): Fault {
  return new Fault('image.download-failed', { url: String(url), reason }, { cause })
}

/** What a server or the way to it did wrong, as a fault; anything else stays as it is. */
export function toDownloadFault(error: unknown, url: URL): unknown {
  if (!(error instanceof WebError)) return error
  return error.kind === 'refused' ? refused(url.href, error.message, error) : failed(url, error.message, error)
}

/** What a status says of a URL that was asked for a file. */
export function statusReason(status: number): string {
  if (status === 404 || status === 410) return 'there is no such file on the server'
  if (status === 401 || status === 403) return `the server does not let us have it (${status})`
  return `the server answers ${status}`
}
