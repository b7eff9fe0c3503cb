import { once } from 'node:events'
import { createServer } from 'node:net'

/** A unix socket for one sender. */
export type Receiving = AsyncDisposable & {
  /** Everything it sends, once it has hung up. Rejects when that is more than was allowed. */
  readonly all: Promise<Uint8Array>
}

/** Listens on a unix socket in a folder of ours; what the first who connects sends is kept in memory. */
export async function receiveBytes(path: string, mostBytes: number): Promise<Receiving> {
  const all = Promise.withResolvers<Uint8Array>()
  all.promise.catch(() => {})
  const server = createServer((sender) => {
    server.close()
    const chunks: Buffer[] = []
    let bytes = 0
    sender.on('error', all.reject).on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostBytes) sender.destroy(new Error(`more than ${mostBytes} bytes were sent to ${path}`))
      else chunks.push(chunk)
    })
    sender.on('end', () => all.resolve(Buffer.concat(chunks)))
  })
  server.listen({ path })
  await once(server, 'listening')
  return {
    all: all.promise,
    [Symbol.asyncDispose]: async () => {
      all.reject(new Error('nobody waits for it any more'))
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
