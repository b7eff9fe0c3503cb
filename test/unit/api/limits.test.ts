import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { describe, test } from 'node:test'
import { ApiBench } from '../../support/api-bench.ts'
import { request, sendRaw } from '../../support/raw-http.ts'

const hasty = { headersMs: 300, requestMs: 400, checkMs: 20, connections: 512, closeMs: 100 }

describe('who is too slow is hung up on, and nobody else notices', () => {
  for (const [what, piece] of [
    ['says nothing', ''],
    ['stops in the headers', 'GET /healthz HTTP/1.1\r\nhost: loc'],
    [
      'stops in the body',
      'POST /v1/images HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{',
    ],
  ] as const) {
    test(`who ${what}`, async () => {
      await using bench = await ApiBench.make({ limits: hasty })
      const answer = await sendRaw(bench.socket, piece)
      assert.ok(answer === '' || /it did not come in time/.test(answer), answer)
      assert.equal((await request(bench.socket, 'GET /healthz')).status, 200)
    })
  }

  test('an answer may take longer than a request', async () => {
    await using bench = await ApiBench.make({ limits: hasty })
    bench.services.library.gate = new Promise(() => {})
    const body = { kind: 'build', recipe: 'tiny' } as const
    const answer = await bench.client.createImage(body, { waitMs: 1000 })
    assert.equal(answer.state, 'running')
  })
})

test('more connections than may be are hung up on', async () => {
  await using bench = await ApiBench.make({ limits: { ...hasty, headersMs: 5000, requestMs: 5000, connections: 2 } })
  const held = [connect({ path: bench.socket }), connect({ path: bench.socket })]
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  assert.equal(await sendRaw(bench.socket, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n'), '')
  for (const socket of held) socket.destroy()
})

describe('a server that closes', () => {
  test('tells who waits that it stops', async () => {
    const bench = await ApiBench.make()
    const release = bench.services.host.hold('host')
    const asked = bench.client.hostReport()
    while (!bench.services.host.calls.includes('host')) await new Promise((resolve) => setImmediate(resolve))
    const closed = bench[Symbol.asyncDispose]()
    release()
    await assert.rejects(asked, { code: 'daemon.stopping' })
    await closed
  })

  test('does not wait for who holds a connection and asks nothing', async () => {
    const bench = await ApiBench.make({ limits: hasty })
    const idle = connect({ path: bench.socket })
    await new Promise((resolve) => idle.once('connect', resolve))
    const gone = new Promise((resolve) => idle.once('close', resolve))
    await bench[Symbol.asyncDispose]()
    await gone
  })
})
