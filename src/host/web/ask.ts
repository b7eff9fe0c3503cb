import { type IncomingMessage, request as requestPlainly, type RequestOptions } from 'node:http'
import { request as requestSecurely } from 'node:https'
import type { AddressGuard } from './address-guard.ts'
import { Body } from './body.ts'
import { checkedLookup, requirePermitted } from './checked-lookup.ts'
import { openTunnel, type Proxy, proxyFor, proxyHeaders } from './proxy.ts'
import { toWebError, WebError } from './web-error.ts'

/** How the outside is reached. */
export type Web = {
  readonly guard: AddressGuard
  readonly proxy?: Proxy | undefined
  /** Whoever sends less than `leastBytes` in so many milliseconds is given up. */
  readonly silenceMs: number
  /** What is waited before a server that gave nothing new is asked again, in milliseconds; then it is given up. */
  readonly waitsMs: readonly number[]
}

const leastBytes = 1024

/** One answer, redirects included. Dispose of it when its body is not read to the end. */
export type Answer = Disposable & {
  readonly status: number
  /** The value of a header by its lower-case name. */
  header(name: string): string | undefined
  /** Fails when the connection ends before as many bytes have come as were said. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Asks one URL (GET), following nothing. Connects only to addresses that the guard permits; what a proxy connects to is
 * the business of the proxy, but for addresses in the URL itself. Throws WebError, or the reason of the signal.
 */
export async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  web: Web,
  signal: AbortSignal,
): Promise<Answer> {
  requirePermitted(url, web.guard)
  const silence = new AbortController()
  const watch = new Watch(web.silenceMs, () => silence.abort(silent(web.silenceMs)))
  const either = AbortSignal.any([signal, silence.signal])
  const explain = (error: unknown) => (either.aborted ? either.reason : toWebError(error))
  try {
    const message = await send(url, headers, web, either)
    return {
      status: message.statusCode ?? 0,
      header: (name) => message.headersDistinct[name]?.[0],
      body: watched(new Body(message), watch, explain),
      [Symbol.dispose]: () => {
        watch.end()
        message.destroy()
      },
    }
  } catch (error) {
    watch.end()
    throw explain(error)
  }
}

function silent(silenceMs: number): WebError {
  return new WebError('silent', `nothing came for ${Math.round(silenceMs / 1000)} seconds`)
}

async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { guard, proxy: configured }: Web,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const proxy = proxyFor(url, configured)
  const plainly = { ...headers, 'accept-encoding': 'identity' }
  const options: RequestOptions = { headers: plainly, agent: false, signal }
  if (proxy === undefined) {
    const request = url.protocol === 'https:' ? requestSecurely : requestPlainly
    return await answerOf(request(url, { ...options, lookup: checkedLookup(guard) }))
  }
  if (url.protocol === 'https:') {
    const socket = await openTunnel(url, proxy, signal)
    return await answerOf(requestSecurely(url, { ...options, createConnection: () => socket }))
  }
  const { hostname: host, port } = proxy
  const withProxy = { ...plainly, host: url.host, ...proxyHeaders(proxy) }
  return await answerOf(requestPlainly({ ...options, host, port: port || '80', path: url.href, headers: withProxy }))
}

async function answerOf(request: ReturnType<typeof requestPlainly>): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.on('response', resolve).on('error', reject).end()
  return await promise
}

async function* watched(body: Body, watch: Watch, explain: (error: unknown) => unknown): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body.chunks()) {
      watch.seen(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw explain(error)
  } finally {
    watch.end()
  }
}

/** Calls when too little was seen in one of its turns. */
class Watch {
  readonly #timer: NodeJS.Timeout
  #bytes = 0

  constructor(turnMs: number, onSilence: () => void) {
    this.#timer = setInterval(() => {
      if (this.#bytes < leastBytes) onSilence()
      this.#bytes = 0
    }, turnMs)
    this.#timer.unref()
  }

  seen(bytes: number): void {
    this.#bytes += bytes
  }

  end(): void {
    clearInterval(this.#timer)
  }
}
