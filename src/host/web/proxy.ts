import { request } from 'node:http'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { WebError } from './web-error.ts'

/** An HTTP proxy, and the hosts that are asked without it (also those below them: `example.org` means `a.example.org`). */
export type Proxy = { readonly url: URL; readonly except: readonly string[] }

/** The proxy by which a URL is asked. */
export function proxyFor({ hostname }: URL, proxy: Proxy | undefined): URL | undefined {
  const isExcept = proxy?.except.some((name) => hostname === name || hostname.endsWith(`.${name.replace(/^\./, '')}`))
  return isExcept === true ? undefined : proxy?.url
}

/** The name and password in the URL of a proxy, as its header. */
export function proxyHeaders({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(plain).toString('base64')}` }
}

/** A TLS connection to the host of a URL, through the proxy (CONNECT, RFC 9110 9.3.6). */
export async function openTunnel(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const port = url.port === '' ? '443' : url.port
  const authority = `${url.hostname}:${port}`
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  request({
    host: proxy.hostname,
    port: proxy.port === '' ? '80' : proxy.port,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...proxyHeaders(proxy) },
    agent: false,
    signal,
  })
    .on('connect', (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(new WebError('unreachable', `the proxy ${proxy.host} answers ${answer.statusCode}`))
    })
    .on('error', reject)
    .end()
  const socket = await promise
  return connectTls({ socket, servername: url.hostname, ALPNProtocols: ['http/1.1'] })
}
