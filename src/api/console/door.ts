import type { WebSocket, WebSocketServer } from 'ws'
import { Fault } from '../../model/fault.ts'
import type { Line } from '../answer.ts'
import type { Call } from '../call.ts'
import { admit } from '../gate.ts'
import { tellProblem } from '../problem.ts'
import { readCall } from '../read-call.ts'
import { refuseOnSocket } from '../refuse-on-socket.ts'
import type { Context } from '../register.ts'
import type { Route } from '../route.ts'
import { matchPath } from './match-path.ts'
import { serveLine } from './serve-line.ts'

/** The WebSocket protocol of a console: binary frames are bytes, text frames are `ConsoleControl`. */
const consoleProtocol = 'stroj.console.v1'

type Request = Parameters<WebSocketServer['handleUpgrade']>[0]
type Socket = Parameters<WebSocketServer['handleUpgrade']>[1]

const options = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  /** What one message may hold; more typed at once comes in several. */
  maxPayload: 2 ** 20,
  /** Patience with a viewer that does not say goodbye, in milliseconds. */
  closeTimeout: 1000,
  handleProtocols: (offered: ReadonlySet<string>) => offered.has(consoleProtocol) && consoleProtocol,
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
    const signal = calls.open(socket)
    try {
      await using line = new AsyncDisposableStack()
      const opened = line.use(await this.#open(request, url, signal))
      const viewer = await this.#upgrade(request, socket, head, signal)
      line.move()
      const strange = await serveLine(viewer, opened, signal)
      if (strange !== undefined) tellProblem(strange, url, deps)
    } catch (error) {
      if (!socket.destroyed) refuseOnSocket(socket, tellProblem(error, url, deps))
    }
  }

  async #open(request: Request, url: string, signal: AbortSignal): Promise<Line> {
    const { headers, rawHeaders } = request
    admit({ url, host: headers.host, origin: headers.origin, rawHeaders })
    const { calls: _, ...context } = this.#context
    const path = url.split('?', 1)[0] ?? url
    for (const route of this.#routes) {
      const params = matchPath(route.path, path)
      if (!params || route.answer.kind !== 'socket') continue
      const call: Call = { ...context, signal, ...(await readCall(route, { url, params, headers, body: undefined })) }
      return route.answer.given(await route.handle(call))
    }
    throw new Fault('request.not-found', { path })
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
