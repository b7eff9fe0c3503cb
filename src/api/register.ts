import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '../model/fault.ts'
import { admit } from './gate.ts'
import type { Call, Daemon } from './call.ts'
import type { LiveCalls } from './live-calls.ts'
import { ownFault } from './problem.ts'
import { type ParsedBody, readCall } from './read-call.ts'
import { respond, sendProblem } from './respond.ts'
import type { Route } from './route.ts'

/** What every request is answered with. */
export type Context = {
  readonly deps: Call['deps']
  readonly daemon: Daemon
  readonly epoch: string
  readonly calls: LiveCalls
}

/** Teaches fastify our routes, our bodies and our problems. */
export function register(app: FastifyInstance, routes: readonly Route[], context: Context): void {
  takeOnlyJson(app)
  app.addHook('onRequest', async ({ headers, raw }) => {
    admit({ url: raw.url ?? '', host: headers.host, origin: headers.origin, rawHeaders: raw.rawHeaders })
  })
  app.setNotFoundHandler(async ({ method, url }) => {
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
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit,
    handler: async (request, reply) => {
      const signal = calls.open(reply.raw)
      void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
      if (route.answer.kind === 'socket') throw new Fault('request.no-upgrade', { path: route.path })
      const call: Call = { ...context, signal, ...(await readCall(route, incoming(request))) }
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
