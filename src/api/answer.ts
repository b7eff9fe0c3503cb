import { Session } from '../model/access.ts'
import type { Schema } from '../model/schema.ts'
import type { Operation } from '../model/operation.ts'

/** One news on an event stream. `id` lets a reader go on after it. */
export type News<T> = { readonly event: string; readonly data: T; readonly id?: string }

/** A viewer of a console: bytes out, bytes in, and its size. */
export type Line = AsyncDisposable & {
  readonly output: AsyncIterable<Uint8Array>
  /** Resolves when the line has taken the bytes. */
  write(bytes: Uint8Array): Promise<void>
  resize(size: { readonly columns: number; readonly rows: number }): Promise<void>
}

/** What is spoken on a WebSocket: our console, or RFB as noVNC and websockify name it. */
export type SocketProtocol = 'stroj.console.v1' | 'binary'

/** How a route answers when all goes well. */
export type Answer<T> =
  | {
      readonly kind: 'json'
      readonly status: 200 | 202
      readonly schema: Schema<T>
      readonly revisionOf?: (value: T) => number
    }
  | { readonly kind: 'session'; readonly schema: Schema; readonly given: (value: T) => SessionAnswer }
  | { readonly kind: 'operation'; readonly given: (value: T) => Operation }
  | { readonly kind: 'text'; readonly type: string; readonly given: (value: T) => string }
  | { readonly kind: 'bytes'; readonly type: string; readonly given: (value: T) => AsyncIterable<Uint8Array> }
  | {
      readonly kind: 'events'
      readonly schema: Schema
      readonly given: (value: T) => AsyncIterable<News<unknown>>
    }
  | { readonly kind: 'socket'; readonly protocol: SocketProtocol; readonly given: (value: T) => Line }

/** A session, and what its cookie is to hold; null takes the cookie away. */
export type SessionAnswer = { readonly session: Session; readonly secret: string | null }

/** One JSON value. */
export function json<T>(schema: Schema<T>, status: 200 | 202 = 200): Answer<T> {
  return { kind: 'json', status, schema }
}

/** One JSON value that carries a revision, given as ETag. */
export function revised<T extends { readonly revision: number }>(schema: Schema<T>): Answer<T> {
  return { kind: 'json', status: 200, schema, revisionOf: ({ revision }) => revision }
}

/** 202 with the address of the operation, or 200 when it ended within the time that the caller waits. */
export function operation(): Answer<Operation> {
  return { kind: 'operation', given: (value) => value }
}

/** A session as JSON, and its secret in a cookie that no script can read. */
export function session(): Answer<SessionAnswer> {
  return { kind: 'session', schema: Session, given: (value) => value }
}

export function text(type: string): Answer<string> {
  return { kind: 'text', type, given: (value) => value }
}

/** Bytes as they come, until the source ends. */
export function bytes(type = 'application/octet-stream'): Answer<AsyncIterable<Uint8Array>> {
  return { kind: 'bytes', type, given: (value) => value }
}

/** Server-sent events (HTML standard, section 9.2). */
export function events<T>(schema: Schema<T>): Answer<AsyncIterable<News<T>>> {
  return { kind: 'events', schema, given: (value) => value }
}

/** A WebSocket (RFC 6455): binary frames are bytes of the line, text frames are control. */
export function socket(protocol: SocketProtocol): Answer<Line> {
  return { kind: 'socket', protocol, given: (value) => value }
}
