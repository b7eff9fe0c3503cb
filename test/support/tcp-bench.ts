import { request as ask } from 'node:http'
import { join } from 'node:path'
import { TcpListener } from '../../src/daemon/tcp-listener.ts'
import type { Daemon } from '../../src/api/call.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import { ListenerOpen } from '../../src/model/listener.ts'
import { createLink } from '../../src/service/access/links.ts'
import { ServiceBench } from './service-bench.ts'
import { freePort } from './free-port.ts'

export type TcpAnswer = {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export type TcpRequest = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The API on a TCP port, over services with fakes below them. */
export class TcpBench implements AsyncDisposable {
  readonly services: ServiceBench
  readonly listener: TcpListener
  readonly #resources: AsyncDisposableStack

  private constructor(services: ServiceBench, listener: TcpListener, resources: AsyncDisposableStack) {
    this.services = services
    this.listener = listener
    this.#resources = resources
  }

  /** Not listening yet. `services` of another bench: what the next daemon finds. */
  static async make(services = new ServiceBench()): Promise<TcpBench> {
    const resources = new AsyncDisposableStack()
    const { path } = resources.use(await TempDir.make('stroj-tcp'))
    const paths = { state: path, runtime: join(path, 'run'), cache: join(path, 'cache') }
    const listener = resources.use(new TcpListener({ paths }, services.deps, () => daemon))
    const status = () => Promise.reject(new Error('nobody asks here'))
    const daemon: Daemon = { version: '1.2.3', epoch: 'e', status, requestStop: () => {}, listener }
    return new TcpBench(services, listener, resources)
  }

  static async open(): Promise<TcpBench> {
    const bench = await TcpBench.make()
    await bench.listener.open(ListenerOpen.parse({ port: await freePort() }))
    return bench
  }

  get port(): number {
    const { listener } = this.listener.status()
    if (!listener) throw new Error('it does not listen')
    return listener.port
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  request(path: string, { method = 'GET', headers = {}, body }: TcpRequest = {}): Promise<TcpAnswer> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const all = { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers }
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, path, method, headers: all, agent: false }
      const request = ask(options, (response) => {
        let answer = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          answer += chunk
        })
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer, headers: response.headers }))
      })
      request.on('upgrade', (response, socket) => {
        socket.destroy()
        resolve({ status: response.statusCode ?? 0, body: '', headers: response.headers })
      })
      request.on('error', reject).end(text)
    })
  }

  /** The Cookie header of a browser that is signed in by a link. */
  async signIn(): Promise<string> {
    const { url } = await createLink(this.services.deps, this.listener.status().listener)
    const answer = await this.request('/v1/session', {
      method: 'POST',
      headers: { origin: this.origin },
      body: { link: url.split('#login=')[1] },
    })
    return cookieOf(answer)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync()
  }
}

/** What a browser sends back. */
export function cookieOf({ headers }: TcpAnswer): string {
  const [cookie = ''] = [headers['set-cookie']].flat()
  return cookie.split(';', 1)[0] ?? ''
}
