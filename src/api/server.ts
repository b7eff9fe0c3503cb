import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify'
import type { Deps } from '../service/deps.ts'
import type { Daemon } from './call.ts'
import { refuseUnreadable } from './client-error.ts'
import { ConsoleDoor } from './console/door.ts'
import type { Entrance } from './entrance/entrance.ts'
import { unixSocketEntrance } from './entrance/unix-socket.ts'
import { LiveCalls } from './live-calls.ts'
import { ownFault } from './problem.ts'
import { register } from './register.ts'
import { sendProblem } from './respond.ts'
import { routes } from './table.ts'
import { serveWebApp } from './web-app.ts'

/** A listening socket that was inherited, the path of one to make, or a TCP port. */
type Address = { readonly fd: number } | { readonly path: string } | { readonly host: string; readonly port: number }

export type ApiServer = {
  /** Resolves when the first request can be made. Rejects with the system's error, such as EADDRINUSE. */
  listen(address: Address): Promise<void>
  /** Takes no new requests, ends streams and consoles, lets short requests be answered, and resolves when all are gone. */
  close(): Promise<void>
}

type Limits = {
  /** Waiting for the headers of a request, in milliseconds. */
  readonly headersMs: number
  /** Waiting for a whole request, in milliseconds; answers may take longer. */
  readonly requestMs: number
  /** How often those two are looked at, in milliseconds. */
  readonly checkMs: number
  readonly connections: number
  /** Patience with requests that are being answered when the server closes, in milliseconds. */
  readonly closeMs: number
}

const usualLimits: Limits = { headersMs: 10_000, requestMs: 30_000, checkMs: 2000, connections: 512, closeMs: 3000 }
const headerBytes = 16 * 1024
const parameterBytes = 256

type PlainServer = FastifyInstance['server']
type IncomingMessage = FastifyRequest['raw']

/** Certificate and private key, PEM. */
type Tls = { readonly cert: string; readonly key: string }

/** How a server differs from that on the unix socket. */
export type ServerOptions = {
  readonly entrance?: Entrance
  readonly tls?: Tls | null
  /** Folder of the web app; null serves none. */
  readonly webFolder?: string | null
  readonly limits?: Limits
}

/** The API of the daemon, over HTTP and WebSocket. Throws what OpenSSL says of a certificate and key that it cannot use. */
export async function makeServer(
  deps: Deps,
  daemon: Daemon,
  { entrance = unixSocketEntrance, tls = null, webFolder = null, limits = usualLimits }: ServerOptions = {},
): Promise<ApiServer> {
  const calls = new LiveCalls()
  const context = { deps, daemon, calls, entrance }
  const app = makeApp(deps, limits, tls)
  const { server } = app
  server.maxConnections = limits.connections
  if (webFolder !== null) await serveWebApp(app, webFolder)
  register(app, routes, { ...context, hasWebApp: webFolder !== null })
  const consoles = new ConsoleDoor(routes, context)
  server.on('upgrade', (request, socket, head) => void consoles.knock(request, socket, head))
  await app.ready()

  return {
    listen: async (address) => {
      await listening(server, address)
      // Such as no descriptor left: this connection is lost, and the daemon is not.
      server.on('error', (error) => deps.log.error('a connection could not be taken', error))
    },
    close: async () => {
      calls.close()
      const giveUp = setTimeout(() => server.closeAllConnections(), limits.closeMs)
      await app.close()
      clearTimeout(giveUp)
    },
  }
}

function makeApp(deps: Deps, limits: Limits, tls: Tls | null): FastifyInstance {
  const http = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: headerBytes,
    // Whoever offers another protocol is answered in this one (RFC 9110 section 7.8).
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  }
  return fastify<PlainServer>({
    // Its types keep the two kinds of server apart, which we have no use for.
    ...((tls ? { https: { ...http, ...tls } } : { http }) as { readonly http: typeof http }),
    requestTimeout: limits.requestMs,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      sendProblem(reply, ownFault(error, { contentType: undefined, bodyLimit: 0 }), request.url, deps)
    },
    // Our own schemas check what comes in. Without these two, fastify loads compilers for its own, which takes 30 ms.
    schemaController: { compilersFactory: { buildValidator: unused, buildSerializer: unused } },
    routerOptions: { maxParamLength: parameterBytes, querystringParser: () => ({}) },
  })
}

function unused(): never {
  throw new Error('fastify has no schema to compile')
}

function listening(server: FastifyInstance['server'], address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
