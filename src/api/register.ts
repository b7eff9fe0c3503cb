import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../model/fault.ts'
import { type Caller, nobody } from '../service/access/caller.ts'
import type { Call, Daemon } from './call.ts'
import { admit } from './entrance/admit.ts'
import type { Entrance } from './entrance/entrance.ts'
import { requireCaller, untilRevoked } from './entrance/require-caller.ts'
import type { LiveCalls } from './live-calls.ts'
import { ownFault } from './problem.ts'
import { type ParsedBody, readCall } from './read-call.ts'
import { respond, sendProblem } from './respond.ts'
import type { Route } from './route.ts'
import { isScreen, sendPage } from './web-app.ts'

/** What every request is answered with. */
export type Context = {
  readonly deps: Call['deps']
  readonly daemon: Daemon
  readonly calls: LiveCalls
  readonly entrance: Entrance
  /** Whether there are screens for people beside the routes for programs. */
  readonly hasWebApp?: boolean
}

/** Teaches fastify our routes, our bodies and our problems. */
export function register(app: FastifyInstance, routes: readonly Route[], context: Context): void {
  takeOnlyJson(app)
  app.addHook('onRequest', async ({ headers, raw }) => {
    const { host, origin } = headers
    admit({ url: raw.url ?? '', host, origin, rawHeaders: raw.rawHeaders }, context.entrance)
  })
  app.setNotFoundHandler(async ({ method, url, headers }, reply) => {
    if (context.hasWebApp === true && isScreen(method, url, headers.accept)) return sendPage(reply)
    throw new Fault('request.not-found', { path: `${method} ${pathOf(url)}` })
  })
  app.setErrorHandler((error, request, reply) => {
    const { bodyLimit } = request.routeOptions
    const refused = { contentType: request.headers['content-type'], bodyLimit: bodyLimit ?? 0 }
    sendProblem(reply, ownFault(error, refused), `${request.method} ${pathOf(request.url)}`, context.deps)
  })
  for (const route of routes) addRoute(app, route, context)
}

function addRoute(app: FastifyInstance, route: Route, { calls, ...context }: Context): void {
  const callers = new WeakMap<FastifyRequest, Caller>()
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit,
    // Before the body is read: strangers have no memory to fill.
    onRequest: async (request) => {
      callers.set(request, await requireCaller(route, request.headers, context))
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) ?? nobody
      const signal = untilRevoked(calls.open(reply.raw), caller, context.deps)
      void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
      if (route.answer.kind === 'socket') throw new Fault('request.no-upgrade', { path: route.path })
      const call: Call = { ...context, caller, signal, ...(await readCall(route, incoming(request))) }
      await respond(reply, route, call, await route.handle(call))
      return reply
    },
  })
}

function incoming({ url, params, headers, body }: FastifyRequest) {
  return { url, params, headers, body: body as ParsedBody | undefined }
}

/** Bodies are JSON and nothing else, so that no form of a web page can be one. */
function takeOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined)
    return parse(request, text, (error, value: unknown) => done(error, { text, value } satisfies ParsedBody))
  })
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url
}
