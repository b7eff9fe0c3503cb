import type { FaultCode } from '../model/fault.ts'
import { NoParams, NoQuery } from '../model/request.ts'
import type { Schema } from '../model/schema.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

/** See `headers.ts`. */
export type Heeded = 'If-Match' | 'Prefer' | 'Idempotency-Key' | 'Last-Event-ID'

/** Who may use a route: anybody at all, whoever may look, or whoever may do everything. */
type Access = 'anyone' | 'read' | 'full'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One line of the contract: from it come the HTTP route, its checks and its page in the OpenAPI document. */
export type Route = {
  readonly method: Method
  /** As in OpenAPI, but with `:name` for a parameter. */
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly params: Schema
  readonly query: Schema
  /** Query parameters that may be given several times. */
  readonly lists: readonly string[]
  readonly body: Schema | undefined
  /** A body that may be left out counts as `{}`. */
  readonly bodyOptional: boolean
  /** In bytes. */
  readonly bodyLimit: number
  /** Request headers that change what is done. Others of these are ignored. */
  readonly heeds: readonly Heeded[]
  readonly changesState: boolean
  readonly access: Access
  /** Faults of its own, beside those that every request may meet. */
  readonly faults: readonly FaultCode[]
  readonly answer: Answer<unknown>
  readonly handle: (call: Call) => Promise<unknown>
}

const mebibyte = 2 ** 20

type Definition<P, Q, B, T> = {
  readonly operationId: string
  readonly summary: string
  readonly params?: Schema<P>
  readonly query?: Schema<Q>
  readonly lists?: readonly (keyof Q & string)[]
  readonly body?: Schema<B>
  readonly bodyOptional?: boolean
  readonly bodyLimit?: number
  readonly heeds?: readonly Heeded[]
  readonly faults?: readonly FaultCode[]
  /** By default, whoever may look may use what changes nothing. */
  readonly access?: Access
  readonly answer: Answer<T>
  readonly handle: (call: Call<P, Q, B>) => Promise<T>
}

/** Makes a route. The compiler checks that `handle` takes what the schemas give and returns what the answer promises. */
export function route<T, P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  method: Method,
  path: string,
  definition: Definition<P, Q, B, T>,
): Route {
  const { operationId, summary, faults = [], lists = [], heeds = [], answer, handle } = definition
  return {
    method,
    path,
    operationId,
    summary,
    params: definition.params ?? NoParams,
    query: definition.query ?? NoQuery,
    lists,
    body: definition.body,
    bodyOptional: definition.bodyOptional ?? false,
    bodyLimit: definition.bodyLimit ?? mebibyte,
    heeds: answer.kind === 'operation' ? [...heeds, 'Prefer', 'Idempotency-Key'] : heeds,
    changesState: method !== 'GET',
    access: definition.access ?? (method === 'GET' && answer.kind !== 'socket' ? 'read' : 'full'),
    faults,
    answer: answer as Answer<unknown>,
    handle: handle as Route['handle'],
  }
}
