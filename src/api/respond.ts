import type { FastifyReply } from 'fastify'
import { unreachable } from '../kit/unreachable.ts'
import type { Operation } from '../model/operation.ts'
import { waitForOperation } from '../service/operation/wait.ts'
import type { News } from './answer.ts'
import type { Call } from './call.ts'
import { Fault } from '../model/fault.ts'
import { etag } from './headers.ts'
import { problemType, tellProblem } from './problem.ts'
import type { Route } from './route.ts'
import { pump } from './stream/pump.ts'
import { eventFrame, heartbeatFrame } from './stream/sse.ts'
import { withHeartbeat } from './stream/with-heartbeat.ts'

const jsonType = 'application/json; charset=utf-8'
/** What lies between server and reader may close a connection that is silent for a minute. */
const heartbeatMs = 15_000

/** Sends what a route has given, in the form that its answer says. */
export async function respond(reply: FastifyReply, { answer, path }: Route, call: Call, value: unknown): Promise<void> {
  switch (answer.kind) {
    case 'json':
      if (answer.revisionOf) void reply.header('etag', etag(answer.revisionOf(value)))
      return sendJson(reply, answer.status, value)
    case 'session': {
      const given = answer.given(value)
      void reply.header('set-cookie', call.entrance.cookie(given.secret))
      return sendJson(reply, 200, given.session)
    }
    case 'operation':
      return sendOperation(reply, call, answer.given(value))
    case 'text':
      void reply.type(answer.type).send(answer.given(value))
      return
    case 'bytes':
      return stream(reply, answer.type, answer.given(value), call, path)
    case 'events': {
      const frames = withHeartbeat(toFrames(answer.given(value), call, path), heartbeatFrame, heartbeatMs)
      return stream(reply, 'text/event-stream', frames, call, path)
    }
    case 'socket':
      throw new Fault('request.no-upgrade', { path })
    default:
      return unreachable(answer)
  }
}

/** The problem of an error, or nothing when nobody is left to read it. */
export function sendProblem(reply: FastifyReply, error: unknown, where: string, deps: Call['deps']): void {
  if (reply.raw.destroyed) return
  const problem = tellProblem(error, where, deps)
  void reply.code(problem.status).type(problemType).send(JSON.stringify(problem))
}

function sendJson(reply: FastifyReply, status: number, value: unknown): void {
  void reply.code(status).type(jsonType).send(JSON.stringify(value))
}

async function sendOperation(reply: FastifyReply, { deps, waitMs, signal }: Call, begun: Operation): Promise<void> {
  const address = `/v1/operations/${begun.id}`
  const operation = waitMs > 0 ? await waitForOperation(deps, begun.id, waitMs, signal) : begun
  if (waitMs > 0) void reply.header('preference-applied', `wait=${waitMs / 1000}`)
  const ended = waitMs > 0 && operation.state !== 'running'
  void reply.header(ended ? 'content-location' : 'location', address)
  sendJson(reply, ended ? 200 : 202, operation)
}

/** Takes the connection from fastify and fills it until source or reader end. */
async function stream(
  reply: FastifyReply,
  type: string,
  source: AsyncIterable<Uint8Array>,
  { deps, signal }: Call,
  where: string,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  raw.flushHeaders()
  try {
    await pump(source, raw)
    raw.end()
  } catch (error) {
    if (!signal.aborted) tellProblem(error, where, deps)
    // Without its last chunk the reader knows that something is missing.
    raw.destroy()
  }
}

/** A source that fails ends with an event that says why. */
async function* toFrames(
  news: AsyncIterable<News<unknown>>,
  { deps, signal }: Call,
  where: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const item of news) yield eventFrame(item)
  } catch (error) {
    if (!signal.aborted) yield eventFrame({ event: 'problem', data: tellProblem(error, where, deps) })
  }
}
