import { toRemoteFault } from './remote-fault.ts'
import { answerTimeoutMs, type Wire, type WireRequest, type WireStream } from './wire.ts'

export type CallOptions = { readonly signal?: AbortSignal | undefined }

/** For a request that begins an operation. */
export type OperationOptions = CallOptions & {
  /** A text of your own: the same request with the same key is done once. By default a fresh one. */
  readonly idempotencyKey?: string | undefined
  /** Hold the answer back until the operation has ended, for at most this time in milliseconds. */
  readonly waitMs?: number | undefined
}

/** Makes a request and reads its JSON. Throws a RemoteFault when the daemon refuses. */
export async function call<T>(wire: Wire, request: WireRequest, options: CallOptions): Promise<T> {
  const answer = await wire.request(request, options.signal ?? never())
  if (answer.status >= 400) throw toRemoteFault(answer.status, answer.text)
  return JSON.parse(answer.text) as T
}

/** Makes a request that begins an operation. Its key lets the wire repeat it when a daemon has died over it. */
export function begin<T>(wire: Wire, request: WireRequest, options: OperationOptions): Promise<T> {
  const idempotencyKey = options.idempotencyKey ?? freshKey()
  return call<T>(wire, { ...request, ...patience({ ...options, idempotencyKey }) }, options)
}

/** 128 random bits. `crypto.randomUUID` is not there on every page. */
function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Makes a request whose answer comes bit by bit. */
export async function open(wire: Wire, request: WireRequest, options: CallOptions): Promise<WireStream> {
  const stream = await wire.stream(request, options.signal ?? never())
  if (stream.status < 400) return stream
  throw toRemoteFault(stream.status, await readWhole(stream.body))
}

/** A path of escaped parts: `path('v1', 'images', 'debian:12')`. */
export function path(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('')
}

type QueryValue = string | number | boolean | readonly string[] | undefined

/** What follows the path, with its question mark; nothing when no value is given. */
export function query(values: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(key, String(one))
  }
  return search.size === 0 ? '' : `?${search.toString()}`
}

/** The headers and the deadline of a request that may hold its answer back. */
export function patience({ idempotencyKey, waitMs = 0 }: OperationOptions): Pick<WireRequest, 'headers' | 'timeoutMs'> {
  const seconds = Math.ceil(waitMs / 1000)
  return {
    headers: {
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(seconds > 0 && { prefer: `wait=${seconds}` }),
    },
    timeoutMs: answerTimeoutMs + waitMs,
  }
}

/** The signal of who gives none. */
function never(): AbortSignal {
  return new AbortController().signal
}

/** A refusal is short. */
const longestRefusal = 2 ** 20

async function readWhole(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestRefusal) break
  }
  return text
}
