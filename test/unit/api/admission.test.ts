import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ApiBench } from '../../support/api-bench.ts'
import { jsonHeaders, request, sendRaw } from '../../support/raw-http.ts'

let bench: ApiBench
before(async () => {
  bench = await ApiBench.make()
})
after(() => bench[Symbol.asyncDispose]())

const codeOf = (body: string): unknown => (JSON.parse(body) as { code: unknown }).code

describe('a request for another host is refused, whatever it asks', () => {
  const cases: readonly (readonly [string, readonly string[], number])[] = [
    ['a foreign name', ['host: evil.example'], 421],
    ['a name that was made to lead here', ['host: 127.0.0.1'], 421],
    ['IPv6', ['host: [::1]'], 421],
    ['a port', ['host: localhost:80'], 421],
    ['an empty one', ['host: '], 421],
    ['two of them', ['host: localhost', 'host: localhost'], 421],
    ['two different ones', ['host: localhost', 'host: evil.example'], 421],
    ['none', [], 400],
  ]
  for (const [what, headers, status] of cases) {
    test(what, async () => {
      const answer = await request(bench.socket, 'GET /v1/instances', headers)
      assert.equal(answer.status, status)
      assert.doesNotMatch(answer.body, /items/)
    })
  }

  test('either of our names is taken', async () => {
    for (const host of ['localhost', 'stroj', 'LocalHost']) {
      assert.equal((await request(bench.socket, 'GET /healthz', [`host: ${host}`])).status, 200)
    }
  })

  test('an address in the request line does not count as a path', async () => {
    const answer = await request(bench.socket, 'GET http://evil.example/v1/instances')
    assert.equal(answer.status, 421)
  })
})

describe('no page may speak to the daemon', () => {
  for (const origin of ['https://evil.example', 'null', 'http://localhost', '']) {
    test(`origin "${origin}" is refused`, async () => {
      const answer = await request(bench.socket, 'POST /v1/daemon/stop', ['host: localhost', `origin: ${origin}`])
      assert.equal(answer.status, 403)
      assert.equal(codeOf(answer.body), 'request.foreign-origin')
      assert.equal(bench.stops, 0)
    })
  }

  test('a WebSocket with an origin is refused', async () => {
    const answer = await request(bench.socket, 'GET /v1/instances/web/console', [
      'host: localhost',
      'origin: https://evil.example',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    ])
    assert.equal(answer.status, 403)
  })

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
    test(`a body of type "${type}" is refused`, async () => {
      const body = '{"kind":"build","recipe":"tiny"}'
      const answer = await request(
        bench.socket,
        'POST /v1/images',
        ['host: localhost', ...(type === '' ? [] : [`content-type: ${type}`]), `content-length: ${body.length}`],
        body,
      )
      assert.equal(answer.status, 415)
      assert.equal(codeOf(answer.body), 'request.wrong-type')
    })
  }
})

describe('what cannot be read is answered and hurts nobody', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a line of NULs', '\0\0\0\0\r\n\r\n', 400],
    ['headers without an end', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 400],
    [
      'two lengths',
      'POST /v1/images HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
      400,
    ],
    [
      'a length and chunks',
      'POST /v1/images HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a broken escape', 'GET /v1/instances/%zz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n', 400],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ]
  for (const [what, bytes, status] of cases) {
    test(what, async () => {
      const answer = await sendRaw(bench.socket, bytes)
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
      assert.match(answer, /application\/problem\+json/)
      assert.equal((await request(bench.socket, 'GET /healthz')).status, 200)
    })
  }

  const bodies: readonly (readonly [string, string, number, string])[] = [
    ['half a JSON', '{"kind":', 400, 'request.malformed'],
    ['a prototype', '{"__proto__":{"kind":"build"}}', 400, 'request.malformed'],
    ['a text', '"build"', 422, 'request.invalid'],
    ['null', 'null', 422, 'request.invalid'],
    ['a list', '[]', 422, 'request.invalid'],
    ['nothing', '', 422, 'request.invalid'],
    ['an unknown key', '{"kind":"build","recipe":"tiny","admin":true}', 422, 'request.invalid'],
    ['a mountain of brackets', '['.repeat(400_000) + ']'.repeat(400_000), 422, 'request.invalid'],
    ['more than 1 MiB', JSON.stringify({ kind: 'build', recipe: 'x'.repeat(1 << 20) }), 413, 'request.too-large'],
  ]
  for (const [what, body, status, code] of bodies) {
    test(`a body that is ${what}`, async () => {
      const answer = await request(bench.socket, 'POST /v1/images', jsonHeaders(body), body)
      assert.equal(answer.status, status, answer.body.slice(0, 300))
      assert.equal(codeOf(answer.body), code)
      assert.ok(answer.body.length < 2000, 'the answer does not repeat what was sent')
    })
  }
})

describe('paths lead only where routes are', () => {
  const paths = [
    '/',
    '/v1',
    '/v1/',
    '/v2/instances',
    '/v1/instances/',
    '/v1//instances',
    '/V1/instances',
    '/v1/instances/../host',
    '/v1/images/..%2f..%2fetc%2fpasswd',
    '/v1/images/%2e%2e%2f%2e%2e',
    '/v1/images/a%00b',
    '/v1/images/..;/x',
    '/v1/images/%c0%ae%c0%ae',
    '/v1/instances/web\\..\\x',
    `/v1/images/${'a'.repeat(5000)}`,
  ]
  for (const path of paths) {
    test(path.slice(0, 50), async () => {
      const answer = await request(bench.socket, `GET ${path}`)
      assert.ok([400, 404, 414, 422].includes(answer.status), `${answer.status}`)
      assert.match(answer.head, /application\/problem\+json/)
    })
  }

  test('a method that a path does not have is not there', async () => {
    const answer = await request(bench.socket, 'DELETE /v1/host')
    assert.equal(answer.status, 404)
    assert.equal(codeOf(answer.body), 'request.not-found')
  })

  test('HEAD is no method of ours', async () => {
    assert.equal((await request(bench.socket, 'HEAD /healthz')).status, 404)
  })

  test('another protocol that is offered is ignored', async () => {
    const answer = await request(bench.socket, 'GET /healthz', ['host: localhost', 'upgrade: h2c'])
    assert.equal(answer.status, 200)
  })
})

describe('queries are read strictly', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['limt=5', /query\.limt: there is no key "limt"; did you mean "limit"/],
    ['limit=0', /query\.limit/],
    ['limit=ten', /query\.limit/],
    ['limit=1&limit=2', /query\.limit: it is given more than once/],
    ['fields=name,nam', /query\.fields/],
    ['__proto__=1', /query\.__proto__/],
  ]
  for (const [query, says] of cases) {
    test(query, async () => {
      const { status, body } = await request(bench.socket, `GET /v1/instances?${query}`)
      assert.equal(status, 422)
      assert.match((JSON.parse(body) as { title: string }).title, says)
    })
  }

  test('labels may be given several times', async () => {
    assert.equal((await request(bench.socket, 'GET /v1/instances?label=a&label=b=1')).status, 200)
  })
})
