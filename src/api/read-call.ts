import { sha256Hex } from '../kit/sha256-hex.ts'
import { NoQuery } from '../model/request.ts'
import { Fault } from '../model/fault.ts'
import type { RequestContext } from '../service/operation/begin.ts'
import type { Call } from './call.ts'
import { expectedRevision, idempotencyKey, waitSeconds } from './headers.ts'
import { check } from './issues.ts'
import type { Heeded, Route } from './route.ts'

/** A body as it came, and what it says. */
export type ParsedBody = { readonly text: string; readonly value: unknown }

export type Incoming = {
  /** Path and query. */
  readonly url: string
  readonly params: unknown
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: ParsedBody | undefined
}

type FromRequest = Omit<Call, 'deps' | 'daemon' | 'signal' | 'caller' | 'entrance'>

/** Checks one request against its route. Throws `request.*` and `spec.invalid`. */
export async function readCall(route: Route, { url, params, headers, body }: Incoming): Promise<FromRequest> {
  const header = (name: Heeded): string | undefined => {
    const value = route.heeds.includes(name) ? headers[name.toLowerCase()] : undefined
    return Array.isArray(value) ? value.join(', ') : value
  }
  return {
    params: check(route.params, params, 'path'),
    query: readQuery(route, url),
    body: readBody(route, body),
    request: await identify(route, url, body, idempotencyKey(header('Idempotency-Key'))),
    expectedRevision: expectedRevision(header('If-Match')),
    waitMs: waitSeconds(header('Prefer')) * 1000,
    lastEventId: header('Last-Event-ID'),
  }
}

function readQuery({ query, lists }: Route, url: string): unknown {
  const text = url.split('?', 2)[1] ?? ''
  if (query === NoQuery && text === '') return {}
  const search = new URLSearchParams(text)
  const pairs = [...new Set(search.keys())].map((key) => {
    const values = search.getAll(key)
    if (lists.includes(key)) return [key, values] as const
    if (values.length > 1) throw refused(`query.${key}`, 'it is given more than once')
    return [key, values[0]] as const
  })
  return check(query, Object.fromEntries(pairs), 'query')
}

function readBody({ body: schema, bodyOptional }: Route, body: ParsedBody | undefined): unknown {
  if (schema) {
    if (body === undefined && !bodyOptional) throw refused('body', 'it is missing')
    return check(schema, body?.value ?? {}, 'body')
  }
  if (body === undefined || JSON.stringify(body.value) === '{}') return undefined
  throw refused('body', 'this request takes none')
}

/** Only what begins an operation can be asked for twice by mistake, so only there the body is hashed. */
async function identify(
  { answer, method }: Route,
  url: string,
  body: ParsedBody | undefined,
  key: string | undefined,
): Promise<RequestContext> {
  if (answer.kind !== 'operation') return { fingerprint: `${method} ${url}` }
  const hash = await sha256Hex(body?.text ?? '')
  return { idempotencyKey: key, fingerprint: `${method} ${url} ${hash}` }
}

function refused(path: string, message: string): Fault {
  return new Fault('request.invalid', { issues: [{ path, message }] })
}
