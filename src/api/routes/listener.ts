import { LoginLink } from '../../model/access.ts'
import { Listener, ListenerOpen, ListenerStatus } from '../../model/listener.ts'
import { createLink } from '../../service/access/links.ts'
import { json } from '../answer.ts'
import { route } from '../route.ts'

export const listenerRoutes = [
  route('GET', '/v1/listener', {
    operationId: 'showListener',
    summary: 'Where the daemon listens on TCP',
    answer: json(ListenerStatus),
    handle: async ({ daemon }) => daemon.listener.status(),
  }),
  route('POST', '/v1/listener', {
    operationId: 'openListener',
    summary: 'Listen on TCP, now and after each start of the daemon; what was open before is closed',
    body: ListenerOpen,
    bodyOptional: true,
    faults: ['listener.unusable'],
    answer: json(Listener),
    handle: ({ daemon, body }) => daemon.listener.open(body),
  }),
  route('DELETE', '/v1/listener', {
    operationId: 'closeListener',
    summary: 'Listen on TCP no more',
    answer: json(ListenerStatus),
    handle: ({ daemon }) => daemon.listener.close(),
  }),
  route('POST', '/v1/login-links', {
    operationId: 'createLoginLink',
    summary: 'An address that signs in the browser that opens it first, within five minutes',
    faults: ['listener.closed'],
    answer: json(LoginLink),
    handle: ({ deps, daemon }) => createLink(deps, daemon.listener.status().listener),
  }),
]
