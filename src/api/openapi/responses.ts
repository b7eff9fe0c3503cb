import { unreachable } from '../../kit/unreachable.ts'
import { catalogue } from '../../model/fault-catalogue.ts'
import type { FaultCode } from '../../model/fault.ts'
import { Operation, Problem } from '../../model/operation.ts'
import type { Answer } from '../answer.ts'
import type { Route } from '../route.ts'
import { reference } from './schemas.ts'

type Responses = Readonly<Record<string, object>>

const text = { schema: { type: 'string' } }

/** What a route may answer, by status. */
export function responsesOf({ answer, faults }: Route): Responses {
  return { ...successes(answer), ...refusals(faults), default: problem('Any other refusal; `code` says which.') }
}

function successes(answer: Answer<unknown>): Responses {
  switch (answer.kind) {
    case 'json':
      return { [answer.status]: { ...content('application/json', answer.schema), ...headersOf(answer) } }
    case 'session':
      return { 200: { ...content('application/json', answer.schema), headers: { 'Set-Cookie': text } } }
    case 'operation':
      return {
        200: {
          description: 'The operation has ended within the time that the caller waits: done, failed or cancelled.',
          headers: { 'Content-Location': text },
          content: { 'application/json': { schema: reference(Operation) } },
        },
        202: {
          description: 'The operation has begun.',
          headers: { Location: text },
          content: { 'application/json': { schema: reference(Operation) } },
        },
      }
    case 'text':
      return { 200: { description: 'OK', content: { [answer.type]: {} } } }
    case 'bytes':
      return { 200: { description: 'Bytes as they come.', content: { [answer.type]: {} } } }
    case 'events':
      return {
        200: {
          description: 'Server-sent events; `data` is JSON. An event named `problem` ends a stream that failed.',
          content: { 'text/event-stream': { ...text, 'x-data': reference(answer.schema) } },
        },
      }
    case 'socket':
      return { 101: { description: `A WebSocket of the protocol ${answer.protocol}.` } }
    default:
      return unreachable(answer)
  }
}

function headersOf({ revisionOf }: { readonly revisionOf?: unknown }): object {
  return revisionOf === undefined ? {} : { headers: { ETag: text } }
}

function content(type: string, schema: Parameters<typeof reference>[0]): object {
  return { description: 'OK', content: { [type]: { schema: reference(schema) } } }
}

function refusals(faults: readonly FaultCode[]): Responses {
  const byStatus = Map.groupBy(faults, (code) => catalogue[code].status)
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, problem(`${codes.join(', ')}.`)]))
}

function problem(description: string): object {
  return { description, content: { 'application/problem+json': { schema: reference(Problem) } } }
}
