import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { path, patience, query } from '../../../src/sdk/call.ts'
import { makeClient } from '../../../src/sdk/client.ts'
import type { WireRequest } from '../../../src/sdk/wire.ts'

test('a name cannot leave its place in the path', () => {
  assert.equal(path('v1', 'images', 'debian:12'), '/v1/images/debian%3A12')
  assert.equal(path('v1', 'instances', '../host?x#y'), '/v1/instances/..%2Fhost%3Fx%23y')
})

test('a query has what was given, and lists as often as they have items', () => {
  assert.equal(query({ a: undefined }), '')
  assert.equal(query({ a: 1, b: undefined, c: ['x=1', 'y&z'], d: false }), '?a=1&c=x%3D1&c=y%26z&d=false')
})

test('a caller is more patient than the daemon that it asks to wait', () => {
  const { headers, timeoutMs } = patience({ waitMs: 1500, idempotencyKey: 'k' })
  assert.deepEqual(headers, { 'idempotency-key': 'k', prefer: 'wait=2' })
  assert.ok((timeoutMs ?? 0) > 2000)
})

/** A client whose daemon only writes down what it is asked. */
function listener() {
  const asked: WireRequest[] = []
  const refuse = () => Promise.reject(new Error('unused'))
  const client = makeClient({
    request: async (request) => {
      asked.push(request)
      return { status: 200, header: () => undefined, text: '{}' }
    },
    stream: refuse,
    socket: refuse,
  })
  return { asked, client }
}

/** Keys are random. */
function known(headers: WireRequest['headers']): WireRequest['headers'] {
  const key = headers?.['idempotency-key']
  return key === undefined ? headers : { ...headers, 'idempotency-key': key.replace(/^[0-9a-f]{32}$/, 'fresh') }
}

describe('requests', () => {
  test('have their words in the right place', async () => {
    const { asked, client } = listener()
    await client.listInstances({ limit: 5, state: ['running', 'paused'], label: ['a=1', 'b'], name: 'w' })
    await client.listInstanceFields(['name', 'state'], { after: 'm' })
    await client.deleteInstance('web', { force: true, waitMs: 1000 })
    await client.stopInstance('web', { timeoutMs: 5 })
    await client.setInstance('web', { spec: { cpus: 2 } }, { expectedRevision: 12 })
    assert.deepEqual(
      asked.map(({ method, path: address, body, headers }) => ({ method, address, body, headers: known(headers) })),
      [
        {
          method: 'GET',
          address: '/v1/instances?limit=5&state=running%2Cpaused&label=a%3D1&label=b&name=w',
          body: undefined,
          headers: undefined,
        },
        { method: 'GET', address: '/v1/instances?after=m&fields=name%2Cstate', body: undefined, headers: undefined },
        {
          method: 'DELETE',
          address: '/v1/instances/web?force=true',
          body: undefined,
          headers: { 'idempotency-key': 'fresh', prefer: 'wait=1' },
        },
        {
          method: 'POST',
          address: '/v1/instances/web/stop',
          body: { timeoutMs: 5 },
          headers: { 'idempotency-key': 'fresh' },
        },
        {
          method: 'PATCH',
          address: '/v1/instances/web',
          body: { spec: { cpus: 2 } },
          headers: { 'if-match': '"12"' },
        },
      ],
    )
  })

  test('that begin an operation have a key of their own each time', async () => {
    const { asked, client } = listener()
    await client.startInstance('web')
    await client.startInstance('web')
    await client.startInstance('web', { idempotencyKey: 'mine' })
    const keys = asked.map(({ headers }) => headers?.['idempotency-key'])
    assert.equal(new Set(keys).size, 3)
    assert.equal(keys[2], 'mine')
  })
})
