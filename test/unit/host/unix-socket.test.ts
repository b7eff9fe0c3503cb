import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { connectWhenThere } from '../../../src/host/connect-when-there.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { connectUnix } from '../../../src/host/unix-socket.ts'

const signal = new AbortController().signal

async function listen(path: string, serve: (socket: Socket) => void): Promise<AsyncDisposable> {
  const server = createServer(serve)
  server.listen(path)
  await once(server, 'listening')
  return { [Symbol.asyncDispose]: async () => void server.close() }
}

describe('a unix socket', () => {
  test('carries bytes both ways and ends with the other side', async () => {
    await using dir = await TempDir.make('socket')
    const path = join(dir.path, 's')
    await using _server = await listen(path, (socket) => socket.on('data', (data) => socket.end(data)))
    const duplex = await connectUnix(path, signal)
    await duplex.write('hello')
    let text = ''
    for await (const piece of duplex.input) text += new TextDecoder().decode(piece)
    assert.equal(text, 'hello')
    await assert.rejects(duplex.write('more'))
  })

  test('that is not there refuses at once', async () => {
    await assert.rejects(connectUnix('/nonexistent/socket', signal), { code: 'ENOENT' })
  })

  test('that comes later is waited for', async () => {
    await using dir = await TempDir.make('socket')
    const path = join(dir.path, 's')
    const connecting = connectWhenThere(path, signal)
    await using _server = await listen(path, (socket) => socket.end('hi'))
    const { input } = await connecting
    for await (const piece of input) assert.equal(new TextDecoder().decode(piece), 'hi')
  })

  test('that never comes is waited for until the signal', async () => {
    await using dir = await TempDir.make('socket')
    const stop = new AbortController()
    const connecting = connectWhenThere(join(dir.path, 's'), stop.signal)
    stop.abort(new Error('enough'))
    await assert.rejects(connecting, /enough/)
  })
})
