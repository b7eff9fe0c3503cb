import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { WebSocketServer } from 'ws'
import { fetchWire } from '../../../src/sdk/fetch-wire.ts'
import { collect } from '../../support/collect.ts'

const soon = () => AbortSignal.timeout(5000)

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A web server on the loopback, which answers as the test wants. */
async function serve(answer: Answer) {
  const server = createServer(answer)
  const sockets = new WebSocketServer({ server, handleProtocols: (names) => [...names][0] ?? false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('a wire over fetch', () => {
  test('sends method, path, token and JSON, and gives status, headers and text', async () => {
    await using server = await serve((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += String(chunk)))
      request.on('end', () => {
        const { method, url, headers } = request
        const { authorization, prefer } = headers
        response.writeHead(202, { location: '/there' })
        response.end(JSON.stringify({ method, url, authorization, prefer, type: headers['content-type'], body }))
      })
    })
    const wire = fetchWire({ baseUrl: `${server.url}/base/`, token: 'secret' })
    const request = { method: 'POST', path: '/v1/x?y=1', body: { a: 1 }, headers: { prefer: 'wait=1' } } as const
    const answer = await wire.request(request, soon())
    assert.equal(answer.status, 202)
    assert.equal(answer.header('Location'), '/there')
    assert.equal(answer.header('x-nothing'), undefined)
    assert.deepEqual(JSON.parse(answer.text), {
      method: 'POST',
      url: '/base/v1/x?y=1',
      authorization: 'Bearer secret',
      prefer: 'wait=1',
      type: 'application/json',
      body: '{"a":1}',
    })
  })

  test('gives a stream as it comes, and hangs up when the reader leaves', async () => {
    const gone = Promise.withResolvers<void>()
    await using server = await serve((_request, response) => {
      response.write('first')
      response.once('close', () => gone.resolve())
    })
    const { body } = await fetchWire({ baseUrl: server.url }).stream({ method: 'GET', path: '/' }, soon())
    for await (const chunk of body) {
      assert.equal(Buffer.from(chunk).toString(), 'first')
      break
    }
    await gone.promise
  })

  test('says that nobody is there', async () => {
    const { url } = await (async () => {
      await using server = await serve(() => {})
      return server
    })()
    await assert.rejects(fetchWire({ baseUrl: url }).request({ method: 'GET', path: '/' }, soon()), {
      code: 'daemon.unreachable',
      message: /ECONNREFUSED/,
    })
  })

  test('does not wait for ever', async () => {
    await using server = await serve(() => {})
    const request = { method: 'GET', path: '/', timeoutMs: 20 } as const
    await assert.rejects(fetchWire({ baseUrl: server.url }).request(request, soon()), /no answer within 0\.02 seconds/)
  })

  test('rejects with the reason of the signal', async () => {
    await using server = await serve(() => {})
    const stop = new AbortController()
    const asked = fetchWire({ baseUrl: server.url }).request({ method: 'GET', path: '/' }, stop.signal)
    stop.abort(new Error('enough'))
    await assert.rejects(asked, /enough/)
  })
})

describe('its WebSocket', () => {
  test('carries messages both ways, and the token as a protocol', async () => {
    await using server = await serve(() => {})
    server.sockets.on('connection', (socket, request) => {
      socket.send(Buffer.from(String(request.headers['sec-websocket-protocol'])))
      socket.on('message', (message, isBinary) => {
        socket.send(Buffer.from(`${isBinary ? 'bytes' : 'text'} ${(message as Buffer).toString()}`))
        if (!isBinary) socket.close(1000)
      })
    })
    const socket = await fetchWire({ baseUrl: server.url, token: 'secret' }).socket('/c', soon())
    await socket.send(Uint8Array.of(97))
    await socket.send('b')
    const messages = (await collect(socket.received)).map((message) => Buffer.from(message).toString())
    assert.deepEqual(messages, ['stroj.console.v1, stroj.bearer.secret', 'bytes a', 'text b'])
    await assert.rejects(socket.send('c'), { code: 'daemon.unreachable' })
  })

  test('says how it ended when that was not well', async () => {
    await using server = await serve(() => {})
    server.sockets.on('connection', (socket) => socket.close(1008, 'instance.no-console'))
    const socket = await fetchWire({ baseUrl: server.url }).socket('/c', soon())
    await assert.rejects(collect(socket.received), /instance\.no-console/)
  })

  test('that is refused says so', async () => {
    await using server = await serve(() => {})
    const { url } = server
    server.sockets.close()
    await server[Symbol.asyncDispose]()
    await assert.rejects(fetchWire({ baseUrl: url }).socket('/c', soon()), { code: 'daemon.unreachable' })
  })
})
