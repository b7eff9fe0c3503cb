import {
  NewToken,
  Session,
  SessionCreate,
  Ticket,
  TicketCreate,
  Token,
  TokenCreate,
  TokenListing,
} from '../../model/access.ts'
import { InstanceParams, TokenParams } from '../../model/request.ts'
import { beginSession, endSession } from '../../service/access/sessions.ts'
import { createTicket } from '../../service/access/tickets.ts'
import { createToken, deleteToken, listTokens } from '../../service/access/tokens.ts'
import { json, session } from '../answer.ts'
import { route } from '../route.ts'

export const accessRoutes = [
  route('GET', '/v1/session', {
    operationId: 'showSession',
    summary: 'Who asks, and for how long',
    answer: json(Session),
    handle: async ({ caller: { role, expiresAt } }) => ({ role, expiresAt }),
  }),
  route('POST', '/v1/session', {
    operationId: 'createSession',
    summary: 'Sign a browser in by a link or a token; its cookie is the session',
    access: 'anyone',
    body: SessionCreate,
    faults: ['access.denied', 'access.too-many-attempts'],
    answer: session(),
    handle: ({ deps, body }) => beginSession(deps, body),
  }),
  route('DELETE', '/v1/session', {
    operationId: 'deleteSession',
    summary: 'Sign the browser out',
    access: 'read',
    answer: session(),
    handle: async ({ deps, caller }) => ({ session: await endSession(deps, caller), secret: null }),
  }),
  route('GET', '/v1/tokens', {
    operationId: 'listTokens',
    summary: 'List the tokens; their secrets are known to nobody',
    access: 'full',
    answer: json(TokenListing),
    handle: ({ deps }) => listTokens(deps),
  }),
  route('POST', '/v1/tokens', {
    operationId: 'createToken',
    summary: 'Make a token; the answer is the only place where its secret is',
    body: TokenCreate,
    faults: ['token.exists'],
    answer: json(NewToken),
    handle: ({ deps, body }) => createToken(deps, body),
  }),
  route('DELETE', '/v1/tokens/:name', {
    operationId: 'deleteToken',
    summary: 'Delete a token and end what goes on by it',
    params: TokenParams,
    faults: ['token.not-found'],
    answer: json(Token),
    handle: ({ deps, params }) => deleteToken(deps, params.name),
  }),
  route('POST', '/v1/instances/:name/tickets', {
    operationId: 'createTicket',
    summary: 'A ticket for one WebSocket of this instance, good once and for half a minute',
    params: InstanceParams,
    body: TicketCreate,
    answer: json(Ticket),
    handle: ({ deps, caller, params, body }) => createTicket(deps, caller, `/v1/instances/${params.name}/${body.for}`),
  }),
]
