import { Fault } from '../model/fault.ts'
import { openWebSocket } from './web-socket.ts'
import { answerTimeoutMs, type Wire, type WireRequest } from './wire.ts'

export type FetchWire = {
  /** Where the API is, such as `https://host.example:8443`; a path in it is kept. */
  readonly baseUrl: string
  /** Sent as a bearer token (RFC 6750). */
  readonly token?: string | undefined
  /** Instead of the global one, for tests and proxies. */
  readonly fetch?: typeof fetch
}

/** A wire over the `fetch` and `WebSocket` of browsers and of Node. */
export function fetchWire({ baseUrl, token, fetch: get = fetch }: FetchWire): Wire {
  const base = baseUrl.replace(/\/+$/, '')
  const send = (request: WireRequest, signal: AbortSignal) => ask(get, base, token, request, signal)
  return {
    request: async (request, signal) => {
      const response = await send(request, signal)
      return { ...headOf(response), text: await response.text() }
    },
    stream: async (request, signal) => {
      const response = await send(request, signal)
      return { ...headOf(response), body: bodyOf(response) }
    },
    socket: (path, signal, ticket) => {
      const secret = ticket === undefined ? token && `stroj.bearer.${token}` : `stroj.ticket.${ticket}`
      return openWebSocket(`${base.replace(/^http/, 'ws')}${path}`, secret, signal)
    },
  }
}

async function ask(
  get: typeof fetch,
  base: string,
  token: string | undefined,
  { method, path, body, headers, timeoutMs = answerTimeoutMs }: WireRequest,
  signal: AbortSignal,
): Promise<Response> {
  const tooLate = new AbortController()
  const timer = setTimeout(() => tooLate.abort(), timeoutMs)
  try {
    return await get(`${base}${path}`, {
      method,
      headers: {
        ...headers,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, tooLate.signal]),
    })
  } catch (cause) {
    signal.throwIfAborted()
    const reason = tooLate.signal.aborted ? `no answer within ${timeoutMs / 1000} seconds` : reasonOf(cause)
    throw new Fault('daemon.unreachable', { socket: base, reason }, { cause })
  } finally {
    clearTimeout(timer)
  }
}

/** Node says only "fetch failed", and the reason in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

function headOf({ status, headers }: Response) {
  return { status, header: (name: string) => headers.get(name) ?? undefined }
}

async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array, undefined> {
  if (!body) return
  const reader = body.getReader()
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
