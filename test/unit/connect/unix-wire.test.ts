import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { unixWire } from '../../../src/connect/unix-wire.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { ApiBench } from '../../support/api-bench.ts'

const soon = () => AbortSignal.timeout(5000)
const get = { method: 'GET', path: '/' } as const

/** Something that takes connections on a unix socket and does with them what the test wants. */
async function serve(answer: (connection: Socket) => void) {
  const dir = await TempDir.make('stroj-wire')
  const socket = join(dir.path, 's')
  const connections = new Set<Socket>()
  const server = createServer((connection) => {
    connections.add(connection)
    connection.on('error', () => {})
    answer(connection)
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return {
    wire: unixWire({ socket }),
    connections,
    [Symbol.asyncDispose]: async () => {
      for (const connection of connections) connection.destroy()
      await new Promise((resolve) => server.close(resolve))
      await dir[Symbol.asyncDispose]()
    },
  }
}

describe('a wire over a unix socket', () => {
  test('hangs up after each answer', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await serve((connection) => {
      connection.once('close', () => closed.resolve())
      connection.resume().once('data', () => connection.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'))
    })
    assert.equal((await server.wire.request(get, soon())).text, '{}')
    await closed.promise
  })

  test('gives a stream bit by bit, and hangs up when the reader leaves', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await serve((connection) => {
      connection.resume().once('close', () => closed.resolve())
      connection.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n')
    })
    const { body } = await server.wire.stream(get, soon())
    for await (const chunk of body) {
      assert.deepEqual([...chunk], [97])
      break
    }
    await closed.promise
  })

  test('a reader that is slow holds up the sender', async () => {
    let sent = 0
    const head = 'HTTP/1.1 200 OK\r\n\r\n'
    const full = Promise.withResolvers<void>()
    await using server = await serve((connection) => {
      connection.resume().write(head)
      const piece = Buffer.alloc(64 * 1024)
      const fill = () => {
        do sent += piece.length
        while (connection.write(piece))
        full.resolve()
      }
      connection.on('drain', fill)
      fill()
    })
    const stop = new AbortController()
    const { body } = await server.wire.stream(get, stop.signal)
    const chunks = body[Symbol.asyncIterator]()
    await chunks.next()
    await full.promise
    // Without a reader the sender comes to rest: two looks at it, apart in time, see the same.
    for (let before = -1; before !== sent; ) {
      before = sent
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    assert.ok(sent < 8 << 20, `${sent} bytes were taken`)
    stop.abort()
  })

  const failures: readonly (readonly [what: string, answer: (connection: Socket) => void, says: RegExp])[] = [
    ['hangs up at once', (connection) => connection.destroy(), /hung up/],
    [
      'hangs up in the middle',
      (connection) => connection.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx'),
      /hung up/,
    ],
    ['is no daemon', (connection) => connection.resume().end('220 mail ESMTP\r\n'), /does not speak HTTP/],
    ['says nothing', (connection) => connection.resume(), /did not answer within 0\.1 seconds/],
  ]
  for (const [what, answer, says] of failures) {
    test(`what answers ${what}`, async () => {
      await using server = await serve(answer)
      const asked = server.wire.request({ ...get, timeoutMs: 100 }, soon())
      await assert.rejects(asked, { code: 'daemon.unreachable', message: says })
    })
  }

  test('a stream that breaks off is no end', async () => {
    await using server = await serve((connection) => {
      connection.resume().end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n')
    })
    const { body } = await server.wire.stream(get, soon())
    const chunks = body[Symbol.asyncIterator]()
    await chunks.next()
    await assert.rejects(chunks.next(), { code: 'daemon.unreachable' })
  })

  test('the signal ends a wait with its own reason', async () => {
    await using server = await serve((connection) => connection.resume())
    const stop = new AbortController()
    const asked = server.wire.request(get, stop.signal)
    while (server.connections.size === 0) await new Promise((resolve) => setImmediate(resolve))
    stop.abort(new Error('enough'))
    await assert.rejects(asked, /enough/)
    await assert.rejects(server.wire.request(get, stop.signal), /enough/)
  })

  test('the signal ends a stream with its own reason', async () => {
    await using server = await serve((connection) => connection.resume().write('HTTP/1.1 200 OK\r\n\r\nx'))
    const stop = new AbortController()
    const { body } = await server.wire.stream(get, stop.signal)
    const chunks = body[Symbol.asyncIterator]()
    await chunks.next()
    stop.abort(new Error('enough'))
    await assert.rejects(chunks.next(), /enough/)
  })

  test('a daemon that refuses a long request early is heard', async () => {
    await using bench = await ApiBench.make()
    const body = { kind: 'build', recipe: 'x'.repeat(4 << 20) }
    const { status, text } = await bench.wire.request({ method: 'POST', path: '/v1/images', body }, soon())
    assert.equal(status, 413)
    assert.match(text, /larger than 1MiB/)
  })
})

describe('a daemon that hangs up without a word was dying', () => {
  const dying = (lives: number) => {
    let count = 0
    const answer = (connection: Socket) => {
      count += 1
      if (count <= lives) return void connection.destroy()
      connection.resume().once('data', () => connection.end('HTTP/1.1 200 OK\r\n\r\nhello'))
    }
    return { answer, count: () => count }
  }

  for (const [what, request] of [
    ['a question', get],
    ['a request with a key', { method: 'POST', path: '/', headers: { 'idempotency-key': 'k' } }],
  ] as const) {
    test(`${what} is asked again`, async () => {
      const { answer, count } = dying(2)
      await using server = await serve(answer)
      assert.equal((await server.wire.request(request, soon())).text, 'hello')
      assert.equal(count(), 3)
    })
  }

  test('what could be done twice is not', async () => {
    const { answer, count } = dying(1)
    await using server = await serve(answer)
    const asked = server.wire.request({ method: 'POST', path: '/', body: {} }, soon())
    await assert.rejects(asked, { code: 'daemon.unreachable', message: /hung up without an answer/ })
    assert.equal(count(), 1)
  })

  test('an answer that has begun is not asked for again', async () => {
    let count = 0
    await using server = await serve((connection) => {
      count += 1
      connection.resume().end('HTTP/1.1 2')
    })
    await assert.rejects(server.wire.request(get, soon()), { code: 'daemon.unreachable' })
    assert.equal(count, 1)
  })

  test('there is an end to patience', async () => {
    await using server = await serve((connection) => connection.destroy())
    await assert.rejects(server.wire.request(get, soon()), { code: 'daemon.unreachable' })
    await assert.rejects(server.wire.socket('/', soon()), { code: 'daemon.unreachable' })
  })
})

describe('without a daemon', () => {
  test('it is said that none runs', async () => {
    await using dir = await TempDir.make('stroj-wire')
    const socket = join(dir.path, 's')
    for (const act of [
      () => unixWire({ socket }).request(get, soon()),
      () => unixWire({ socket }).stream(get, soon()),
      () => unixWire({ socket }).socket('/', soon()),
    ]) {
      await assert.rejects(act, { code: 'daemon.unreachable', details: { socket, reason: 'no daemon runs there' } })
    }
  })

  test('a file in the place of the socket is nothing that one can start', async () => {
    await using dir = await TempDir.make('stroj-wire')
    const socket = join(dir.path, 's')
    await writeFile(socket, '')
    let starts = 0
    const wire = unixWire({ socket: join(socket, 'below'), start: async () => void starts++ })
    await assert.rejects(wire.request(get, soon()), { code: 'daemon.unreachable' })
    assert.equal(starts, 0)
  })

  test('one is started, and then asked', async () => {
    await using dir = await TempDir.make('stroj-wire')
    const socket = join(dir.path, 's')
    const server = createServer((connection) => {
      connection.resume().once('data', () => connection.end('HTTP/1.1 200 OK\r\n\r\nhello'))
    })
    const start = () => new Promise<void>((resolve) => server.listen(socket, resolve))
    assert.equal((await unixWire({ socket, start }).request(get, soon())).text, 'hello')
    await new Promise((resolve) => server.close(resolve))
  })

  test('that cannot be started either, that is said', async () => {
    await using dir = await TempDir.make('stroj-wire')
    const start = () => Promise.reject(new Error('no'))
    await assert.rejects(unixWire({ socket: join(dir.path, 's'), start }).request(get, soon()), /^Error: no$/)
  })
})
