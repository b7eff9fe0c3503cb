/** Calls of the API that have to do with access, in an order in which they all succeed. */
export const accessCalls = [
  { does: 'showSession', method: 'GET', path: '/v1/session' },
  { does: 'createToken', method: 'POST', path: '/v1/tokens', body: { name: 'ci' } },
  { does: 'listTokens', method: 'GET', path: '/v1/tokens' },
  { does: 'deleteToken', method: 'DELETE', path: '/v1/tokens/ci' },
  { does: 'createTicket', method: 'POST', path: '/v1/instances/web/tickets', body: { for: 'console' } },
  { does: 'openListener', method: 'POST', path: '/v1/listener' },
  { does: 'showListener', method: 'GET', path: '/v1/listener' },
  { does: 'createLoginLink', method: 'POST', path: '/v1/login-links' },
  { does: 'closeListener', method: 'DELETE', path: '/v1/listener' },
  { does: 'listUsage', method: 'GET', path: '/v1/usage' },
  { does: 'instanceUsage', method: 'GET', path: '/v1/instances/web/usage?span=3600' },
] as const
