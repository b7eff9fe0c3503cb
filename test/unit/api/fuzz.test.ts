import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import * as fc from 'fast-check'
import { ApiBench } from '../../support/api-bench.ts'
import { jsonHeaders, type RawAnswer, request } from '../../support/raw-http.ts'
import { arbitraryOf, type JsonSchema, strange } from '../../support/schema-arbitrary.ts'

type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}
const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/api.json'), 'utf8')) as Document

type Call = { readonly line: string; readonly body: string }

/** Those whose answer has no end, and that which ends the daemon. */
const left = /\/(?:events|console|screen|log)$|daemon\/stop$/

/** How long an answer may take, in milliseconds; a busy host takes a while. */
const deadlineMs = 15_000
/** Bounds the whole, in milliseconds; what is tried within it depends on the host, its order on the seed. */
const budgetMs = 20_000
const seed = Number(process.env['STROJ_FUZZ_SEED'] ?? 20_261_123)

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('web', 'tiny', 'default', 'abcdefghij') },
  fc.constantFrom(
    'web',
    '..',
    '%2e%2e%2f',
    '%252e%252e%252f',
    '%00',
    '..;',
    '%5c..%5c',
    '%c0%ae%c0%ae',
    '-x',
    '__proto__',
  ),
  strange.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.nat({ max: 5000 }).map((length) => 'a'.repeat(length + 1)),
)

function callsOf(path: string, method: string, { parameters = [], requestBody }: Operation): fc.Arbitrary<Call> {
  const { schemas } = document.components
  const names = path.match(/\{\w+\}/g) ?? []
  const queries = parameters.filter((each) => each.in === 'query')
  const schema = requestBody?.content['application/json']?.schema
  const body =
    schema === undefined
      ? strange
      : fc.oneof(
          arbitraryOf(schema, schemas).map((value) => JSON.stringify(value)),
          strange,
        )
  return fc
    .record({
      places: fc.array(segment, { minLength: names.length, maxLength: names.length }),
      query: fc.array(fc.tuple(fc.constantFrom('x', ...queries.map(({ name }) => name)), segment), { maxLength: 3 }),
      body,
    })
    .map(({ places, query, body: text }) => {
      const target = names.reduce((so, name, index) => so.replace(name, () => places[index] || 'a'), path)
      const words = query.map(([name, value]) => `${name}=${value}`).join('&')
      return { line: `${method.toUpperCase()} ${target}${words === '' ? '' : `?${words}`}`, body: text ?? '' }
    })
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  left.test(path) ? [] : Object.entries(methods).map(([method, operation]) => callsOf(path, method, operation)),
)

let bench: ApiBench
before(async () => {
  bench = await ApiBench.make()
})
after(() => bench[Symbol.asyncDispose]())

async function ask({ line, body }: Call): Promise<RawAnswer> {
  return Promise.race([
    request(bench.socket, line, jsonHeaders(body), body),
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`no answer to ${line}`)), deadlineMs).unref()),
  ])
}

suite('the daemon, asked anything that its own description allows and much that it does not,', () => {
  test('T-API-07, T-API-08: answers in time, never by a failure of its own, and tells nothing of its inside', async (context) => {
    const seen = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(fc.oneof(...operations), async (call) => {
        const { status, body } = await ask(call)
        seen.set(status, (seen.get(status) ?? 0) + 1)
        assert.ok(status >= 200 && status < 600 && status !== 500, `${status} for ${call.line} ${call.body}: ${body}`)
        assert.doesNotMatch(body, /\n\s+at |node:internal|\/src\/\w+\/|internal\.error/)
      }),
      { seed, numRuns: 100_000, interruptAfterTimeLimit: budgetMs, endOnFailure: true },
    )
    const asked = [...seen.values()].reduce((sum, count) => sum + count, 0)
    context.diagnostic(`${asked} requests with seed ${seed}: ${JSON.stringify(Object.fromEntries(seen))}`)
    assert.ok((seen.get(422) ?? 0) + (seen.get(400) ?? 0) > 0 && [...seen.keys()].some((status) => status < 300))
  })

  test('a field that no schema has is refused, whatever it would change', async () => {
    for (const field of ['id', 'uuid', 'state', 'revision', '__proto__', 'constructor', 'isAdmin']) {
      const body = `{"name":"web","spec":{"image":"tiny"},${JSON.stringify(field)}:{"a":1}}`
      const { status } = await ask({ line: 'POST /v1/instances', body })
      assert.ok(status === 422 || status === 400, `${field}: ${status}`)
    }
  })
})
