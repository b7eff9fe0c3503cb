import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { routes } from '../../../src/api/table.ts'
import { listOperations, waitForOperation } from '../../../src/sdk/operation.ts'
import { createVolume, listVolumes, showVolume } from '../../../src/sdk/volume.ts'
import { ApiBench } from '../../support/api-bench.ts'
import { jsonHeaders, request } from '../../support/raw-http.ts'

const lost = 'Zebra4Stripes'
const digits = 4_711_471_147

/** Wrong in another way each, so that somebody is tempted to say what is wrong with it. */
const wrong: readonly unknown[] = [digits, lost, `${lost}\n`, lost.repeat(50), { is: lost }, [lost], `$6$${lost}`]

const has = (text: string) => text.includes(lost) || text.includes(String(digits))

/** A bench whose log is kept. */
async function listening(): Promise<{ readonly bench: ApiBench; readonly logged: unknown[] }> {
  const bench = await ApiBench.make()
  const logged: unknown[] = []
  const keep = (...all: unknown[]) => void logged.push(all)
  Object.assign(bench.services.deps.log, { info: keep, warn: keep, error: keep })
  return { bench, logged }
}

/** Everything that a key may be called in which a secret comes, where any route has it. */
function bodyWith(secret: unknown): object {
  // A number is no line for a shell.
  const texts = typeof secret === 'number' ? {} : { run: [secret], keys: [secret] }
  const cloud = { user: 'ana', passwordHash: secret, ...texts }
  const spec = { image: 'debian', cloud, install: { user: 'ana', passwordHash: secret } }
  return { kind: 'empty', name: 'web', size: '1GiB', format: 'luks', passphrase: secret, token: secret, secret, spec }
}

test('T-API-09: no refusal and no log repeats what was sent as a secret', async () => {
  const { bench, logged } = await listening()
  await using _bench = bench
  await bench.services.create('web')
  const taking = routes.filter(({ method }) => method !== 'GET')
  assert.ok(taking.length > 40)
  const statuses: number[] = []
  for (const { method, path } of taking) {
    if (path === '/v1/daemon/stop') continue
    for (const secret of wrong) {
      const body = JSON.stringify(bodyWith(secret))
      for (const sent of [body, body.slice(0, -1), `${lost} ${body}`]) {
        const to = path.replaceAll(/:\w+|\{\w+\}/g, 'web')
        const answer = await request(bench.socket, `${method} ${to}`, jsonHeaders(sent), sent)
        assert.ok(!has(answer.body), `${method} ${path} answers ${answer.status}: ${answer.body}`)
        statuses.push(answer.status)
      }
    }
  }
  // Most of them are read, and refused for what is in them.
  assert.ok(statuses.filter((status) => status === 422).length > 200, statuses.join())
  assert.ok(!has(inspect(logged, { depth: 20 })), inspect(logged, { depth: 20 }))
})

test('T-API-09: a passphrase that was taken is told by nobody: no volume, operation or log', async () => {
  const { bench, logged } = await listening()
  await using _bench = bench
  const { wire } = bench
  const made = await createVolume(wire, { kind: 'empty', name: 'data', size: '8MiB', passphrase: lost })
  await waitForOperation(wire, made)
  const told = [await showVolume(wire, 'data'), await listVolumes(wire), await listOperations(wire), logged]
  assert.ok(!inspect(told, { depth: 30 }).includes(lost))
})
