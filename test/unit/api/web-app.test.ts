import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { ApiBench } from '../../support/api-bench.ts'
import { request } from '../../support/raw-http.ts'

let folder: TempDir
let bench: ApiBench
before(async () => {
  folder = await TempDir.make('stroj-web')
  const web = join(folder.path, 'web')
  await mkdir(join(web, 'assets'), { recursive: true })
  await writeFile(join(folder.path, 'secret'), 'canary')
  await writeFile(join(web, 'index.html'), '<!doctype html><title>stroj</title>')
  await writeFile(join(web, 'assets/app-1a2b.js'), 'start()')
  bench = await ApiBench.make({ webFolder: web })
})
after(async () => {
  await bench[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const get = (path: string, accept = 'text/html') =>
  request(bench.socket, `GET ${path}`, ['host: localhost', `accept: ${accept}`])

describe('the web app', () => {
  test('has its page at every address of a screen, which no cache keeps', async () => {
    for (const path of ['/', '/instances', '/instances/web/console']) {
      const { status, head, body } = await get(path)
      assert.equal(status, 200, path)
      assert.match(body, /<title>stroj/)
      assert.match(head, /cache-control: no-cache/)
    }
  })

  test('has files whose names change with their content, which caches keep', async () => {
    const { head, body } = await get('/assets/app-1a2b.js', '*/*')
    assert.equal(body, 'start()')
    assert.match(head, /cache-control: max-age=31536000, immutable/)
  })

  test('may use nothing from elsewhere, and sits in no frame', async () => {
    const { head } = await get('/')
    assert.match(head, /content-security-policy: default-src 'self';.*frame-ancestors 'none'/)
    assert.doesNotMatch(head, /unsafe/)
    assert.match(head, /x-content-type-options: nosniff/)
  })

  test('is not in the way of the API', async () => {
    assert.equal((await get('/v1/instances')).status, 200)
    assert.equal((await get('/v1/nothing')).status, 404)
    assert.equal((await get('/nothing', 'application/json')).status, 404)
  })

  const ways = [
    '/../secret',
    '/%2e%2e/secret',
    '/assets/%2e%2e%2f%2e%2e%2fsecret',
    '/..%5csecret',
    '/%252e%252e/secret',
  ]
  for (const way of [...ways, '/assets/..;/../secret', '/%c0%ae%c0%ae/secret', `/${'a'.repeat(9000)}`]) {
    test(`gives nothing beside it: ${way.slice(0, 40)}`, async () => {
      const { status, body } = await get(way, '*/*')
      assert.ok(status === 404 || status === 400 || status === 403, String(status))
      assert.doesNotMatch(body, /canary/)
    })
  }
})
