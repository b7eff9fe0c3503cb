import { Fault } from '../model/fault.ts'

/** The longest that an answer is held back, in seconds. */
const longestWaitSeconds = 600

/** The revision of `If-Match: "12"` (RFC 9110 section 13.1.1); undefined for `*` and without the header. */
export function expectedRevision(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined
  const [, revision] = /^\s*"(\d{1,15})"\s*$/.exec(ifMatch) ?? []
  if (revision === undefined) throw malformed('If-Match has the ETag of an earlier answer, such as "12"')
  return Number(revision)
}

/** The ETag of a revision. */
export function etag(revision: number): string {
  return `"${revision}"`
}

/** How long the caller waits by `Prefer: wait=10` (RFC 7240 section 4.3), in seconds; 0 without it, at most ten minutes. */
export function waitSeconds(prefer: string | undefined): number {
  const wanted = (prefer ?? '')
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;.*)?$/i.exec(preference))
  const seconds = Number(wanted.find((match) => match !== null)?.[1] ?? 0)
  return Math.min(seconds, longestWaitSeconds)
}

/** `Idempotency-Key`: 1 to 255 visible characters of ASCII. */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || /^[\x21-\x7e]{1,255}$/.test(header)) return header
  throw malformed('Idempotency-Key has 1 to 255 visible characters of ASCII')
}

function malformed(reason: string): Fault {
  return new Fault('request.malformed', { reason })
}
