import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fastify } from 'fastify'
import { unixSocketEntrance } from '../../../src/api/entrance/unix-socket.ts'
import { LiveCalls } from '../../../src/api/live-calls.ts'
import { openApiDocument } from '../../../src/api/openapi/document.ts'
import { register } from '../../../src/api/register.ts'
import { routes } from '../../../src/api/table.ts'
import { version } from '../../../src/model/version.ts'
import { fakeListener } from '../../fake/listener.ts'
import { ApiBench } from '../../support/api-bench.ts'
import { ServiceBench } from '../../support/service-bench.ts'

type Json = { readonly [key: string]: unknown }
const document = JSON.parse(readFileSync(new URL('../../../docs/api.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly components: { readonly schemas: Json }
}

describe('docs/api.json', () => {
  test('is what the routes say (else: npm run generate)', () => {
    assert.deepEqual(document, JSON.parse(JSON.stringify(openApiDocument(routes, version))))
  })

  test('has every route of the server, and the server every route of it', async () => {
    const app = fastify({ exposeHeadRoutes: false })
    const served: string[] = []
    app.addHook('onRoute', ({ method, url }) => {
      served.push(`${[method].flat().join()} ${url.replace(/:(\w+)/g, '{$1}')}`)
    })
    const { deps } = new ServiceBench()
    const status = () => Promise.reject(new Error('unused'))
    const daemon = { version, epoch: 'x', status, requestStop: () => {}, listener: fakeListener() }
    register(app, routes, { deps, daemon, calls: new LiveCalls(), entrance: unixSocketEntrance })
    await app.ready()
    const written = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    assert.ok(written.length > 25)
    assert.deepEqual(served.toSorted(), written.toSorted())
    await app.close()
  })

  test('gives every operation its own name', () => {
    const names = Object.values(document.paths).flatMap((item) => Object.values(item).map((one) => one['operationId']))
    assert.equal(new Set(names).size, names.length)
  })

  test('points only to schemas that are there, and has none that nobody points to', () => {
    const text = JSON.stringify(document)
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? ''))
    const unused = Object.keys(document.components.schemas).filter((name) => !used.has(name))
    assert.deepEqual(
      [...used].filter((name) => !(name in document.components.schemas)),
      [],
    )
    // A text frame of the console has no place in OpenAPI to be pointed to from.
    assert.deepEqual(unused, ['ConsoleControl'])
  })

  test('describes every path parameter', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const one of Object.values(item)) {
        const given = (one['parameters'] ?? []) as readonly { readonly in: string; readonly name: string }[]
        assert.deepEqual(
          given.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
          wanted,
        )
      }
    }
  })

  test('is what the daemon itself gives', async () => {
    await using bench = await ApiBench.make()
    const { status, text } = await bench.wire.request(
      { method: 'GET', path: '/openapi.json' },
      AbortSignal.timeout(5000),
    )
    assert.equal(status, 200)
    assert.deepEqual((JSON.parse(text) as typeof document).paths, document.paths)
  })
})

test('no request with GET changes state', () => {
  assert.deepEqual(
    routes.filter(({ changesState, method }) => changesState === (method === 'GET')),
    [],
  )
})
