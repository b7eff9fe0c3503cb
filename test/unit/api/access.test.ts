import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { routes } from '../../../src/api/table.ts'
import { TokenCreate, TokenName } from '../../../src/model/access.ts'
import { createLink } from '../../../src/service/access/links.ts'
import { createToken, deleteToken } from '../../../src/service/access/tokens.ts'
import { cookieOf, type TcpAnswer, TcpBench } from '../../support/tcp-bench.ts'

let bench: TcpBench
before(async () => {
  bench = await TcpBench.open()
})
after(() => bench[Symbol.asyncDispose]())

const codeOf = ({ body }: TcpAnswer): unknown => (JSON.parse(body) as { code: unknown }).code
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

async function makeToken(name: string, role: 'full' | 'read' = 'full', lifetimeSeconds: number | null = null) {
  return (await createToken(bench.services.deps, TokenCreate.parse({ name, role, lifetimeSeconds }))).secret
}

/** A path of the route with something in the place of each parameter. */
function pathOf(path: string): string {
  return path.replace(/:\w+/g, 'web')
}

const webSocket = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
const handshake = { ...webSocket, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }

function ask(route: (typeof routes)[number], headers: Readonly<Record<string, string>>): Promise<TcpAnswer> {
  const upgrade = route.answer.kind === 'socket' ? handshake : {}
  return bench.request(pathOf(route.path), { method: route.method, headers: { ...upgrade, ...headers } })
}

describe('over TCP, whoever does not say who he is', () => {
  test('gets nothing from any route but the two that must be open', async () => {
    const expired = await makeToken('expired', 'full', 1)
    await bench.services.clock.advance(2000)
    const deleted = await makeToken('deleted')
    await deleteToken(bench.services.deps, TokenName.parse('deleted'))
    const strangers = {
      'no token': {},
      'a wrong token': bearer('nonsense'),
      'an expired token': bearer(expired),
      'a deleted token': bearer(deleted),
      'a wrong cookie': { cookie: `stroj-${bench.port}=nonsense` },
      'basic authentication': { authorization: 'Basic cm9vdDpyb290' },
    }
    const open = new Set<string>()
    for (const route of routes) {
      for (const [what, headers] of Object.entries(strangers)) {
        const { status } = await ask(route, headers)
        if (status === 401 || status === 429) continue
        open.add(`${route.method} ${route.path}`)
        assert.equal(route.access, 'anyone', `${route.method} ${route.path} with ${what}: ${status}`)
      }
    }
    assert.deepEqual([...open].toSorted(), ['GET /healthz', 'POST /v1/session'])
  })

  test('who may only look cannot use a route that changes something, or a console', async () => {
    const secret = await makeToken('reader', 'read')
    for (const route of routes.filter(({ access }) => access === 'full')) {
      const answer = await ask(route, bearer(secret))
      assert.equal(answer.status, 403, `${route.method} ${route.path}`)
      assert.equal(codeOf(answer), 'access.read-only')
    }
    assert.equal((await bench.request('/v1/instances', { headers: bearer(secret) })).status, 200)
  })

  test('every route that changes something is for those who may do everything, but signing in and out', () => {
    const changing = routes.filter(({ changesState, answer, access }) => {
      return (changesState || answer.kind === 'socket') && access !== 'full'
    })
    const names = changing.map(({ operationId }) => operationId)
    assert.deepEqual(names.toSorted(), ['createSession', 'deleteSession'])
  })
})

describe('over TCP, a request for another host or from another page is refused before anything else', () => {
  test('a foreign, rebound or absent name', async () => {
    const headers = bearer(await makeToken('hosts'))
    for (const host of [
      'evil.example',
      '127.0.0.1',
      'localhost',
      `evil.example:${bench.port}`,
      `10.0.0.1:${bench.port}`,
    ]) {
      assert.equal((await bench.request('/v1/instances', { headers: { ...headers, host } })).status, 421, host)
    }
    for (const host of [`127.0.0.1:${bench.port}`, `localhost:${bench.port}`, `LOCALHOST:${bench.port}`]) {
      assert.equal((await bench.request('/v1/instances', { headers: { ...headers, host } })).status, 200, host)
    }
  })

  test('a foreign origin, also with a good session', async () => {
    const cookie = await bench.signIn()
    for (const origin of ['https://evil.example', 'null', `https://127.0.0.1:${bench.port}`, 'http://127.0.0.1:1']) {
      const answer = await bench.request('/v1/daemon/stop', { method: 'POST', headers: { cookie, origin } })
      assert.equal(answer.status, 403, origin)
      assert.equal(codeOf(answer), 'request.foreign-origin')
    }
  })

  test('a session without an origin changes nothing', async () => {
    const cookie = await bench.signIn()
    const body = { name: 'sneaked' }
    const refused = await bench.request('/v1/tokens', { method: 'POST', headers: { cookie }, body })
    assert.equal(refused.status, 403)
    const headers = { cookie, origin: bench.origin }
    assert.equal((await bench.request('/v1/tokens', { method: 'POST', headers, body })).status, 200)
  })
})

describe('a browser', () => {
  test('is signed in by a link once', async () => {
    await bench.services.clock.advance(120_000)
    const { url } = await createLink(bench.services.deps, bench.listener.status().listener)
    const body = { link: url.split('#login=')[1] }
    const first = await bench.request('/v1/session', { method: 'POST', headers: { origin: bench.origin }, body })
    assert.equal(first.status, 200)
    assert.match(String(first.headers['set-cookie']), /; HttpOnly; SameSite=Strict$/)
    assert.doesNotMatch(first.body, new RegExp(cookieOf(first).split('=')[1] ?? '-'))
    const again = await bench.request('/v1/session', { method: 'POST', headers: { origin: bench.origin }, body })
    assert.equal(again.status, 401)
  })

  test('is signed in by a link for five minutes only', async () => {
    const { url } = await createLink(bench.services.deps, bench.listener.status().listener)
    await bench.services.clock.advance(5 * 60_000)
    const body = { link: url.split('#login=')[1] }
    assert.equal((await bench.request('/v1/session', { method: 'POST', body })).status, 401)
  })

  test('is signed in by a token, with the rights of that token, and out when it is deleted', async () => {
    const token = await makeToken('screen', 'read')
    const signed = await bench.request('/v1/session', { method: 'POST', body: { token } })
    const cookie = cookieOf(signed)
    assert.equal((JSON.parse(signed.body) as { role: string }).role, 'read')
    assert.equal((await bench.request('/v1/instances', { headers: { cookie } })).status, 200)
    const stop = { method: 'POST', headers: { cookie, origin: bench.origin } }
    assert.equal((await bench.request('/v1/daemon/stop', stop)).status, 403)
    await deleteToken(bench.services.deps, TokenName.parse('screen'))
    assert.equal((await bench.request('/v1/instances', { headers: { cookie } })).status, 401)
  })

  test('signs out, and its cookie is good for nothing', async () => {
    const cookie = await bench.signIn()
    const out = await bench.request('/v1/session', { method: 'DELETE', headers: { cookie, origin: bench.origin } })
    assert.match(String(out.headers['set-cookie']), /Max-Age=0/)
    assert.equal((await bench.request('/v1/session', { headers: { cookie } })).status, 401)
  })

  test('stays signed in for a week', async () => {
    const cookie = await bench.signIn()
    await bench.services.clock.advance(6 * 86_400_000)
    assert.equal((await bench.request('/v1/session', { headers: { cookie } })).status, 200)
    await bench.services.clock.advance(2 * 86_400_000)
    assert.equal((await bench.request('/v1/session', { headers: { cookie } })).status, 401)
  })

  test('that tries secrets is told to wait, and whoever has a right one is not held up', async () => {
    const good = await makeToken('patient')
    await bench.services.clock.advance(120_000)
    const statuses: number[] = []
    for (let attempt = 0; attempt < 25; attempt += 1) {
      const answer = await bench.request('/v1/session', { method: 'POST', body: { token: `guess-${attempt}` } })
      statuses.push(answer.status)
    }
    assert.deepEqual(new Set(statuses.slice(0, 20)), new Set([401]))
    assert.deepEqual(new Set(statuses.slice(20)), new Set([429]))
    assert.equal((await bench.request('/v1/instances', { headers: bearer(good) })).status, 200)
    await bench.services.clock.advance(120_000)
  })
})

describe('a WebSocket', () => {
  const consolePath = '/v1/instances/seen/console'

  async function ticketFor(cookie: string, name = 'seen', what = 'console'): Promise<string> {
    const headers = { cookie, origin: bench.origin }
    const answer = await bench.request(`/v1/instances/${name}/tickets`, {
      method: 'POST',
      headers,
      body: { for: what },
    })
    return (JSON.parse(answer.body) as { ticket: string }).ticket
  }

  function open(headers: Readonly<Record<string, string>>, ticket?: string): Promise<TcpAnswer> {
    const protocols = ['stroj.console.v1', ...(ticket === undefined ? [] : [`stroj.ticket.${ticket}`])].join(', ')
    return bench.request(consolePath, { headers: { ...handshake, 'sec-websocket-protocol': protocols, ...headers } })
  }

  before(async () => {
    await bench.services.createRunning('seen')
  })

  test('of a browser opens with a ticket, once', async () => {
    const headers = { cookie: await bench.signIn(), origin: bench.origin }
    assert.equal((await open(headers)).status, 401)
    const ticket = await ticketFor(headers.cookie)
    assert.equal((await open(headers, ticket)).status, 101)
    assert.equal((await open(headers, ticket)).status, 401)
  })

  test('does not open with the ticket of another instance, another session or another kind', async () => {
    const headers = { cookie: await bench.signIn(), origin: bench.origin }
    assert.equal((await open(headers, await ticketFor(headers.cookie, 'other'))).status, 401)
    assert.equal((await open(headers, await ticketFor(headers.cookie, 'seen', 'screen'))).status, 401)
    assert.equal((await open(headers, await ticketFor(await bench.signIn()))).status, 401)
  })

  test('does not open with a ticket after half a minute, or after signing out', async () => {
    const headers = { cookie: await bench.signIn(), origin: bench.origin }
    const old = await ticketFor(headers.cookie)
    await bench.services.clock.advance(30_000)
    assert.equal((await open(headers, old)).status, 401)
    const late = await ticketFor(headers.cookie)
    await bench.request('/v1/session', { method: 'DELETE', headers })
    assert.equal((await open(headers, late)).status, 401)
  })

  test('of a page elsewhere does not open, and neither does one without an origin', async () => {
    const cookie = await bench.signIn()
    assert.equal((await open({ cookie, origin: 'https://evil.example' }, await ticketFor(cookie))).status, 403)
    assert.equal((await open({ cookie }, await ticketFor(cookie))).status, 403)
  })

  test('of a program opens by its token, without a ticket', async () => {
    const secret = await makeToken('program')
    assert.equal((await open(bearer(secret))).status, 101)
    const protocols = `stroj.console.v1, stroj.bearer.${secret}`
    assert.equal((await open({ 'sec-websocket-protocol': protocols })).status, 101)
  })
})

test('what goes on by a token ends with the token', async () => {
  const secret = await makeToken('watcher')
  const streaming = fetch(`${bench.origin}/v1/events`, { headers: bearer(secret) })
  const { body, status } = await streaming
  assert.equal(status, 200)
  const reader = body?.getReader()
  await reader?.read()
  await deleteToken(bench.services.deps, TokenName.parse('watcher'))
  await assert.rejects(async () => {
    for (;;) {
      const piece = await reader?.read()
      if (piece?.done !== false) throw new Error('the stream has ended')
    }
  })
})
