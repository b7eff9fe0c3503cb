import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { routes } from '../../../src/api/table.ts'
import { Operation } from '../../../src/model/operation.ts'
import { accessCalls } from '../../support/access-calls.ts'
import { ApiBench } from '../../support/api-bench.ts'
import { volumeCalls } from '../../support/volume-calls.ts'
import { warmCalls } from '../../support/warm-calls.ts'

const soon = () => AbortSignal.timeout(10_000)

type Ask = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

async function ask(bench: ApiBench, request: Ask) {
  const answer = await bench.wire.request(request, soon())
  return { ...answer, json: JSON.parse(answer.text) as Record<string, unknown> }
}

const wait = { prefer: 'wait=10' }

/** In this order they all succeed, on a bench where `web` runs. */
const script: readonly (Ask & { readonly does: string })[] = [
  { does: 'listImages', method: 'GET', path: '/v1/images' },
  { does: 'showImage', method: 'GET', path: '/v1/images/debian:12' },
  { does: 'createImage', method: 'POST', path: '/v1/images', body: { kind: 'build', recipe: 'tiny' }, headers: wait },
  { does: 'deleteImage', method: 'DELETE', path: '/v1/images/tiny' },
  {
    does: 'createInstance',
    method: 'POST',
    path: '/v1/instances',
    body: { name: 'db', spec: { image: 'debian', memory: '2GiB' }, temporary: { unattended: '1h' } },
    headers: wait,
  },
  ...volumeCalls,
  ...warmCalls,
  ...accessCalls,
  { does: 'listInstances', method: 'GET', path: '/v1/instances' },
  { does: 'showInstance', method: 'GET', path: '/v1/instances/web' },
  {
    does: 'setInstance',
    method: 'PATCH',
    path: '/v1/instances/web',
    body: { spec: { cpus: 2, nics: [{ forward: ['8080:80'] }] } },
  },
  { does: 'changeMedium', method: 'POST', path: '/v1/instances/db/medium', body: { medium: '/media/one.iso' } },
  { does: 'renewInstance', method: 'POST', path: '/v1/instances/db/renew' },
  { does: 'renameInstance', method: 'POST', path: '/v1/instances/db/rename', body: { name: 'data' } },
  { does: 'execInInstance', method: 'POST', path: '/v1/instances/web/exec', body: { command: ['echo', 'hi'] } },
  { does: 'explainInstance', method: 'GET', path: '/v1/instances/web/explain?action=start' },
  { does: 'pauseInstance', method: 'POST', path: '/v1/instances/web/pause', headers: wait },
  { does: 'resumeInstance', method: 'POST', path: '/v1/instances/web/resume', headers: wait },
  { does: 'resetInstance', method: 'POST', path: '/v1/instances/web/reset', headers: wait },
  { does: 'forkInstance', method: 'POST', path: '/v1/instances/web/fork', body: { names: ['again'] }, headers: wait },
  { does: 'deleteInstance', method: 'DELETE', path: '/v1/instances/again?force=true', headers: wait },
  { does: 'restartInstance', method: 'POST', path: '/v1/instances/web/restart', headers: wait },
  { does: 'stopInstance', method: 'POST', path: '/v1/instances/web/stop', body: { timeoutMs: 1000 }, headers: wait },
  { does: 'startInstance', method: 'POST', path: '/v1/instances/web/start', headers: wait },
  { does: 'suspendInstance', method: 'POST', path: '/v1/instances/web/suspend', headers: wait },
  { does: 'startInstance', method: 'POST', path: '/v1/instances/web/start', headers: wait },
  { does: 'createSnapshot', method: 'POST', path: '/v1/instances/web/snapshots', body: { name: 'one' }, headers: wait },
  { does: 'listSnapshots', method: 'GET', path: '/v1/instances/web/snapshots' },
  { does: 'showSnapshot', method: 'GET', path: '/v1/instances/web/snapshots/one' },
  {
    does: 'restoreSnapshot',
    method: 'POST',
    path: '/v1/instances/web/snapshots/one/restore',
    body: { force: true },
    headers: wait,
  },
  { does: 'deleteSnapshot', method: 'DELETE', path: '/v1/instances/web/snapshots/one', headers: wait },
  { does: 'startInstance', method: 'POST', path: '/v1/instances/web/start', headers: wait },
  { does: 'killInstance', method: 'POST', path: '/v1/instances/web/kill', body: {}, headers: wait },
  { does: 'deleteInstance', method: 'DELETE', path: '/v1/instances/web?force=true', headers: wait },
  { does: 'listUnusedImages', method: 'GET', path: '/v1/unused-images?all=true' },
  { does: 'deleteUnusedImages', method: 'DELETE', path: '/v1/unused-images' },
  { does: 'listOperations', method: 'GET', path: '/v1/operations?limit=5' },
  {
    does: 'explainNewInstance',
    method: 'POST',
    path: '/v1/explanations',
    body: { spec: { disks: [{ size: '1GiB' }] } },
  },
  { does: 'hostReport', method: 'GET', path: '/v1/host' },
  { does: 'listHostChanges', method: 'GET', path: '/v1/host/changes' },
  { does: 'changeHost', method: 'POST', path: '/v1/host/changes', body: { name: 'release-kvm', dryRun: true } },
  { does: 'hostDevices', method: 'GET', path: '/v1/host/devices' },
  { does: 'hostCpuModels', method: 'GET', path: '/v1/host/cpu-models?arch=x86_64' },
  { does: 'daemonStatus', method: 'GET', path: '/v1/daemon' },
  { does: 'stopDaemon', method: 'POST', path: '/v1/daemon/stop' },
  { does: 'health', method: 'GET', path: '/healthz' },
  { does: 'readiness', method: 'GET', path: '/readyz' },
]

test('every route answers what the contract says', async () => {
  await using bench = await ApiBench.make()
  await bench.services.createRunning('web')
  for (const { does, ...request } of script) {
    const { status, json } = await ask(bench, request)
    const answer = routes.find(({ operationId }) => operationId === does)?.answer
    const schema = answer?.kind === 'json' ? answer.schema : Operation
    assert.equal(status, answer?.kind === 'json' ? answer.status : 200, `${does}: ${JSON.stringify(json)}`)
    const { error } = schema.safeParse(json)
    assert.equal(error, undefined, does)
    if (answer?.kind === 'operation') assert.equal(json['state'], 'done', JSON.stringify(json))
  }
  assert.equal(bench.stops, 1)
})

test('every route with one JSON answer is in that list', () => {
  const asked = new Set(script.map(({ does }) => does))
  const missing = routes.filter(
    ({ answer, operationId }) => (answer.kind === 'json' || answer.kind === 'operation') && !asked.has(operationId),
  )
  assert.deepEqual(
    missing.map(({ operationId }) => operationId),
    // An installation ends with its guest, which these have none of.
    ['installInstance', 'deleteWarmImage', 'showOperation', 'cancelOperation'],
  )
})

describe('an operation', () => {
  test('is answered with 202 and its address, where it can be waited for', async () => {
    await using bench = await ApiBench.make()
    const begun = await ask(bench, { method: 'POST', path: '/v1/images', body: { kind: 'build', recipe: 'tiny' } })
    assert.equal(begun.status, 202)
    assert.equal(begun.json['state'], 'running')
    assert.equal(begun.header('location'), `/v1/operations/${String(begun.json['id'])}`)
    const ended = await ask(bench, { method: 'GET', path: begun.header('location') ?? '', headers: wait })
    assert.equal(Operation.parse(ended.json).state, 'done')
  })

  test('is answered with 202 when it outlasts the patience of the caller', async () => {
    await using bench = await ApiBench.make()
    const { promise, resolve } = Promise.withResolvers<void>()
    bench.services.library.gate = promise
    const body = { kind: 'build', recipe: 'tiny' }
    const answer = await ask(bench, { method: 'POST', path: '/v1/images', body, headers: { prefer: 'wait=1' } })
    assert.equal(answer.status, 202)
    assert.equal(answer.header('preference-applied'), 'wait=1')
    resolve()
  })

  test('is cancelled', async () => {
    await using bench = await ApiBench.make()
    bench.services.library.gate = new Promise(() => {})
    const begun = await bench.client.createImage({ kind: 'build', recipe: 'tiny' })
    const answer = await ask(bench, { method: 'POST', path: `/v1/operations/${begun.id}/cancel` })
    assert.equal(answer.status, 202)
    assert.equal((await bench.client.showOperation(begun.id, { waitMs: 5000 })).state, 'cancelled')
  })

  test('asked for twice with one key is done once', async () => {
    await using bench = await ApiBench.make()
    const body = { kind: 'build', recipe: 'tiny' }
    const request = { method: 'POST', path: '/v1/images', body, headers: { 'idempotency-key': 'k1', ...wait } } as const
    const [first, second] = [await ask(bench, request), await ask(bench, request)]
    assert.equal(first.json['id'], second.json['id'])
    const other = await ask(bench, { ...request, body: { ...body, recipe: 'debian' } })
    assert.equal(other.json['code'], 'request.reused-key')
    const elsewhere = await ask(bench, { ...request, path: '/v1/instances', body: { spec: { image: 'tiny' } } })
    assert.equal(elsewhere.json['code'], 'request.reused-key')
  })
})

describe('an instance', () => {
  test('is changed only as it was read', async () => {
    await using bench = await ApiBench.make()
    await bench.services.create('web')
    const shown = await ask(bench, { method: 'GET', path: '/v1/instances/web' })
    const tag = shown.header('etag') ?? ''
    assert.equal(tag, `"${String(shown.json['revision'])}"`)
    const change = { method: 'PATCH', path: '/v1/instances/web', body: { spec: { cpus: 2 } } } as const
    const changed = await ask(bench, { ...change, headers: { 'if-match': tag } })
    assert.equal(changed.status, 200)
    assert.notEqual(changed.header('etag'), tag)
    const stale = await ask(bench, { ...change, headers: { 'if-match': tag } })
    assert.equal(stale.status, 412)
    assert.equal(stale.json['code'], 'request.stale')
  })

  test('is listed with only the keys that are asked for', async () => {
    await using bench = await ApiBench.make()
    await bench.services.create('web')
    const { json } = await ask(bench, { method: 'GET', path: '/v1/instances?fields=name,state' })
    assert.deepEqual(json, { items: [{ name: 'web', state: { kind: 'stopped' } }], next: null })
  })

  test('is listed a page at a time', async () => {
    await using bench = await ApiBench.make()
    for (const name of ['c', 'a', 'b']) await bench.services.create(name)
    const first = await bench.client.listInstances({ limit: 2 })
    assert.deepEqual(
      first.items.map(({ name }) => name),
      ['a', 'b'],
    )
    const second = await bench.client.listInstances({ limit: 2, after: first.next ?? '' })
    assert.deepEqual(
      second.items.map(({ name }) => name),
      ['c'],
    )
    assert.equal(second.next, null)
  })
})

describe('a refusal', () => {
  test('is a problem with a code, a reason and a way out', async () => {
    await using bench = await ApiBench.make()
    await bench.services.create('web')
    const { status, header, json } = await ask(bench, { method: 'POST', path: '/v1/instances/wep/start' })
    assert.equal(status, 404)
    assert.equal(header('content-type'), 'application/problem+json; charset=utf-8')
    assert.deepEqual(json, {
      type: 'https://stroj.invalid/fault/instance.not-found',
      title: 'There is no instance "wep". Did you mean "web"?',
      status: 404,
      code: 'instance.not-found',
      hint: 'List them with `stroj ls`.',
      details: { name: 'wep', near: 'web' },
    })
  })

  test('of a spec names each key and what was probably meant', async () => {
    await using bench = await ApiBench.make()
    const body = { spec: { imaje: 'debian', memory: '2', cpus: 'two' } }
    const { json } = await ask(bench, { method: 'POST', path: '/v1/instances', body })
    assert.equal(json['code'], 'spec.invalid')
    const { issues } = json['details'] as { issues: { path: string; message: string }[] }
    assert.deepEqual(issues.map(({ path }) => path).toSorted(), ['cpus', 'imaje', 'memory'])
    assert.match(String(json['title']), /did you mean "image"/)
  })

  test('of a request without its kind says which there are', async () => {
    await using bench = await ApiBench.make()
    const { json } = await ask(bench, { method: 'POST', path: '/v1/volumes', body: { name: 'data', size: '8MiB' } })
    assert.match(String(json['title']), /kind: is missing; it must be one of empty, \w+/)
  })

  test('that nobody understands tells a reference and no more, and the log has the rest', async () => {
    await using bench = await ApiBench.make()
    const logged: unknown[] = []
    Object.assign(bench.services.deps.log, { error: (...all: unknown[]) => logged.push(all) })
    bench.statusFailure = new Error('secret path /home/x', { cause: new Error('deeper') })
    const { status, text, json } = await ask(bench, { method: 'GET', path: '/v1/daemon' })
    assert.equal(status, 500)
    assert.equal(json['code'], 'internal.error')
    assert.doesNotMatch(text, /secret|deeper|\.ts/)
    const { reference } = json['details'] as { reference: string }
    const [[, error, details]] = logged as [[string, Error, object]]
    assert.equal(error, bench.statusFailure)
    assert.deepEqual(details, { reference, where: 'GET /v1/daemon' })
  })
})

test('the figures are in the format of Prometheus', async () => {
  await using bench = await ApiBench.make()
  await bench.services.createRunning('web')
  const { text, header } = await bench.wire.request({ method: 'GET', path: '/metrics' }, soon())
  assert.match(header('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  assert.match(text, /^stroj_instances\{state="running"\} 1$/m)
  assert.match(text, /^stroj_operations\{state="done"\} 3$/m)
  assert.match(text, /^process_resident_memory_bytes 50000000$/m)
  for (const line of text.trimEnd().split('\n')) {
    assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"\})? [0-9.e+-]+)$/)
  }
})
