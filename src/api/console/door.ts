import type { WebSocket, WebSocketServer } from 'ws'
import { Fault } from '../../model/fault.ts'
import type { Caller } from '../../service/access/caller.ts'
import { takeTicket } from '../../service/access/tickets.ts'
import type { Line, SocketProtocol } from '../answer.ts'
import type { Call } from '../call.ts'
import { admit } from '../entrance/admit.ts'
import { requireCaller, untilRevoked } from '../entrance/require-caller.ts'
import { protocolNamed } from '../entrance/tcp.ts'
import { tellProblem } from '../problem.ts'
import { readCall } from '../read-call.ts'
import { refuseOnSocket } from '../refuse-on-socket.ts'
import type { Context } from '../register.ts'
import type { Route } from '../route.ts'
import { matchPath } from './match-path.ts'
import { serveLine } from './serve-line.ts'

/** Binary frames are bytes; text frames are `ConsoleControl` where the protocol is that of a console. */
const protocols: readonly SocketProtocol[] = ['stroj.console.v1', 'binary']

type Request = Parameters<WebSocketServer['handleUpgrade']>[0]
type Socket = Parameters<WebSocketServer['handleUpgrade']>[1]
type Opened = { readonly line: Line; readonly signal: AbortSignal }

const options = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  /** What one message may hold; more typed at once comes in several. */
  maxPayload: 2 ** 20,
  /** Patience with a viewer that does not say goodbye, in milliseconds. */
  closeTimeout: 1000,
  handleProtocols: (offered: ReadonlySet<string>) => protocols.find((protocol) => offered.has(protocol)) ?? false,
}

/** Where WebSockets come in. Whoever is refused gets a problem over plain HTTP. */
export class ConsoleDoor {
  readonly #routes: readonly Route[]
  readonly #context: Context
  #webSockets: Promise<WebSocketServer> | undefined

  constructor(routes: readonly Route[], context: Context) {
    this.#routes = routes.filter(({ answer }) => answer.kind === 'socket')
    this.#context = context
  }

  /** Never rejects. */
  async knock(request: Request, socket: Socket, head: Buffer): Promise<void> {
    const { calls, deps } = this.#context
    const { url = '/' } = request
    socket.on('error', () => socket.destroy())
    const hungUp = calls.open(socket)
    try {
      await using line = new AsyncDisposableStack()
      const { line: opened, signal } = await this.#open(request, url, hungUp)
      line.use(opened)
      const viewer = await this.#upgrade(request, socket, head, signal)
      line.move()
      const strange = await serveLine(viewer, opened, signal)
      if (strange !== undefined) tellProblem(strange, url, deps)
    } catch (error) {
      if (!socket.destroyed) refuseOnSocket(socket, tellProblem(error, url, deps))
    }
  }

  async #open(request: Request, url: string, hungUp: AbortSignal): Promise<Opened> {
    const { headers, rawHeaders } = request
    const { calls: _, ...context } = this.#context
    admit({ url, host: headers.host, origin: headers.origin, rawHeaders }, context.entrance)
    const path = url.split('?', 1)[0] ?? url
    for (const route of this.#routes) {
      const params = matchPath(route.path, path)
      if (!params || route.answer.kind !== 'socket') continue
      const caller = await this.#admitted(route, path, headers)
      const signal = untilRevoked(hungUp, caller, context.deps)
      const given = await readCall(route, { url, params, headers, body: undefined })
      const call: Call = { ...context, caller, signal, ...given }
      return { line: route.answer.given(await route.handle(call)), signal }
    }
    throw new Fault('request.not-found', { path })
  }

  /** A browser sends its cookie to whoever makes it open a WebSocket, so there a ticket is wanted as well. */
  async #admitted(route: Route, path: string, headers: Request['headers']): Promise<Caller> {
    const caller = await requireCaller(route, headers, this.#context)
    if (caller.kind !== 'session') return caller
    const ticket = protocolNamed(headers['sec-websocket-protocol'], 'stroj.ticket.')
    await takeTicket(this.#context.deps, caller, path, ticket)
    return caller
  }

  async #upgrade(request: Request, socket: Socket, head: Buffer, signal: AbortSignal): Promise<WebSocket> {
    const server = await (this.#webSockets ??= loadWebSockets())
    return new Promise((resolve, reject) => {
      // A handshake that is not right is refused by ws itself, which then closes the socket.
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      signal.throwIfAborted()
      server.handleUpgrade(request, socket, head, resolve)
    })
  }
}

/** Most daemons serve no console for a long time. */
async function loadWebSockets(): Promise<WebSocketServer> {
  const { WebSocketServer } = await import('ws')
  return new WebSocketServer(options)
}
