import type { ProxyOptions } from 'vite'

/** Sends the calls of a page on to a daemon, as a program on this computer would make them. */
export function daemonProxy(socketPath: string): Record<string, ProxyOptions> {
  return {
    '/v1': {
      target: { protocol: 'http:', host: 'localhost', port: 80, socketPath },
      ws: true,
      headers: { host: 'localhost' },
      configure: (proxy) => {
        // The socket speaks to programs only; a page is known by its origin.
        proxy.on('proxyReq', (request) => request.removeHeader('origin'))
        proxy.on('proxyReqWs', (request) => request.removeHeader('origin'))
      },
    },
  }
}
