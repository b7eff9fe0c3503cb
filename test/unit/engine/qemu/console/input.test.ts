import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ConsoleInput } from '../../../../../src/engine/qemu/console/input.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'

/** A console line that takes whoever connects. */
class Line implements AsyncDisposable {
  readonly path: string
  readonly #server: Server
  readonly #folder: TempDir

  private constructor(folder: TempDir, path: string, server: Server) {
    this.#folder = folder
    this.path = path
    this.#server = server
  }

  static async open(): Promise<Line> {
    const folder = await TempDir.make('line')
    const path = join(folder.path, 's')
    const server = createServer().listen(path)
    await once(server, 'listening')
    return new Line(folder, path, server)
  }

  async client(): Promise<Socket> {
    const [socket] = (await once(this.#server, 'connection')) as [Socket]
    return socket
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    await this.#folder[Symbol.asyncDispose]()
  }
}

const letter = (text: string) => new TextEncoder().encode(text)

describe('the way into a console line', () => {
  test('all viewers share one connection, which is closed when the last has left', async () => {
    await using line = await Line.open()
    const input = new ConsoleInput(line.path)
    const client = line.client()
    await Promise.all([input.join(), input.join()])
    const socket = await client
    const ended = once(socket, 'end')
    await input.write(letter('a'))
    input.leave()
    await input.write(letter('b'))
    input.leave()
    let text = ''
    socket.on('data', (data: Buffer) => (text += data.toString()))
    await ended
    assert.equal(text, 'ab')
    socket.destroy()
  })

  test('what the guest prints there is taken and dropped, so that it never stands still', async () => {
    await using line = await Line.open()
    const input = new ConsoleInput(line.path)
    const client = line.client()
    await input.join()
    const socket = await client
    const written = Promise.withResolvers<void>()
    socket.write(Buffer.alloc(4 * 2 ** 20), () => written.resolve())
    await written.promise
    input.leave()
    socket.destroy()
  })

  test('a line that hung up is connected again for the next letter', async () => {
    await using line = await Line.open()
    const input = new ConsoleInput(line.path)
    const first = line.client()
    await input.join()
    const ended = once(await first, 'close')
    ;(await first).destroy()
    await ended
    const second = line.client()
    // The hang-up may not have reached us yet: then a letter is lost, as on any line that breaks.
    const client = await Promise.race([second, keepTyping(input, second)])
    client.destroy()
    input.leave()
  })

  test('a line that does not exist cannot be joined', async () => {
    await assert.rejects(new ConsoleInput('/nonexistent/line').join(), { code: 'ENOENT' })
  })
})

async function keepTyping(input: ConsoleInput, until: Promise<Socket>): Promise<Socket> {
  const connected = new AbortController()
  void until.then(() => connected.abort())
  while (!connected.signal.aborted) {
    await input.write(letter('x')).catch(() => {})
    await new Promise((resolve) => setImmediate(resolve))
  }
  return until
}
