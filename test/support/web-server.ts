import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/** A web server of this host that does what it is told, and notes what it was asked. */
export class WebServer implements AsyncDisposable {
  readonly asked: {
    readonly path: string
    readonly range: string | undefined
    readonly ifRange: string | undefined
  }[] = []
  readonly #server
  readonly #sockets = new Set<Socket>()
  readonly #pages = new Map<string, Handle>()

  private constructor() {
    this.#server = createServer((request, response) => {
      const { url = '/', headers } = request
      this.asked.push({ path: url, range: headers.range, ifRange: headers['if-range']?.toString() })
      const handle = this.#pages.get(url)
      if (handle) handle(request, response)
      else response.writeHead(404).end()
    }).on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined)
    })
  }

  static async open(): Promise<WebServer> {
    const server = new WebServer()
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  url(path: string): URL {
    return new URL(path, `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`)
  }

  on(path: string, handle: Handle): this {
    this.#pages.set(path, handle)
    return this
  }

  redirect(path: string, to: string): this {
    return this.on(path, (_request, response) => response.writeHead(302, { location: to }).end())
  }

  text(path: string, content: string | Uint8Array): this {
    return this.on(path, (_request, response) => response.end(content))
  }

  /** A file as servers have them: ranges, an entity tag; `bytesEach` ends each connection after so many bytes. */
  file(path: string, content: Uint8Array, options: { readonly bytesEach?: number; readonly tag?: string } = {}): this {
    return this.on(path, (request, response) => serveFile(content, options, request, response))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

function serveFile(
  content: Uint8Array,
  { bytesEach = Infinity, tag = '"one"' }: { readonly bytesEach?: number; readonly tag?: string },
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const isSame = headers['if-range'] === undefined || headers['if-range'] === tag
  const first = isSame ? Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0) : 0
  if (first >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
    return
  }
  const rest = content.subarray(first)
  response.writeHead(first > 0 ? 206 : 200, {
    etag: tag,
    'content-length': rest.length,
    ...(first > 0 && { 'content-range': `bytes ${first}-${content.length - 1}/${content.length}` }),
  })
  if (rest.length <= bytesEach) response.end(rest)
  else response.write(rest.subarray(0, bytesEach), () => response.destroy())
}
