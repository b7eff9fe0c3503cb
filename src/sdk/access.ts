import type { LoginLink, NewToken, Session, Ticket, Token, TokenListing } from '../model/access.ts'
import type { Listener, ListenerStatus } from '../model/listener.ts'
import { call, type CallOptions, path } from './call.ts'
import type { Wire } from './wire.ts'

/** What the caller may do here, and until when. */
export function showSession(wire: Wire, options: CallOptions = {}): Promise<Session> {
  return call(wire, { method: 'GET', path: '/v1/session' }, options)
}

/** Signs a browser in: it keeps the session as a cookie. */
export function createSession(
  wire: Wire,
  by: { readonly link: string } | { readonly token: string },
  options: CallOptions = {},
): Promise<Session> {
  return call(wire, { method: 'POST', path: '/v1/session', body: by }, options)
}

/** Signs the browser out. */
export function deleteSession(wire: Wire, options: CallOptions = {}): Promise<Session> {
  return call(wire, { method: 'DELETE', path: '/v1/session' }, options)
}

export function listTokens(wire: Wire, options: CallOptions = {}): Promise<TokenListing> {
  return call(wire, { method: 'GET', path: '/v1/tokens' }, options)
}

export type NewTokenWish = {
  readonly name: string
  /** full by default */
  readonly role?: 'full' | 'read' | undefined
  /** Null and left out: until it is deleted. */
  readonly lifetimeSeconds?: number | null | undefined
}

/** Makes a token. Its secret is in the answer and nowhere else. */
export function createToken(wire: Wire, want: NewTokenWish, options: CallOptions = {}): Promise<NewToken> {
  return call(wire, { method: 'POST', path: '/v1/tokens', body: want }, options)
}

/** Ends at once what goes on by it. */
export function deleteToken(wire: Wire, name: string, options: CallOptions = {}): Promise<Token> {
  return call(wire, { method: 'DELETE', path: path('v1', 'tokens', name) }, options)
}

/** Good for one WebSocket of the instance, once, for half a minute. */
export function createTicket(
  wire: Wire,
  name: string,
  forWhat: 'console' | 'screen',
  options: CallOptions = {},
): Promise<Ticket> {
  return call(wire, { method: 'POST', path: path('v1', 'instances', name, 'tickets'), body: { for: forWhat } }, options)
}

/** Where the daemon listens on TCP. */
export function showListener(wire: Wire, options: CallOptions = {}): Promise<ListenerStatus> {
  return call(wire, { method: 'GET', path: '/v1/listener' }, options)
}

export type ListenerWish = {
  /** 127.0.0.1 by default */
  readonly address?: string | undefined
  readonly port?: number | undefined
  readonly names?: readonly string[] | undefined
  /** Absolute paths of PEM files. */
  readonly certificate?: string | undefined
  readonly key?: string | undefined
}

/** Listens on TCP from now on, also after a restart of the daemon. */
export function openListener(wire: Wire, want: ListenerWish = {}, options: CallOptions = {}): Promise<Listener> {
  return call(wire, { method: 'POST', path: '/v1/listener', body: want }, options)
}

/** Answers what was open. */
export function closeListener(wire: Wire, options: CallOptions = {}): Promise<ListenerStatus> {
  return call(wire, { method: 'DELETE', path: '/v1/listener' }, options)
}

/** An address that signs in the browser that opens it first. */
export function createLoginLink(wire: Wire, options: CallOptions = {}): Promise<LoginLink> {
  return call(wire, { method: 'POST', path: '/v1/login-links' }, options)
}
