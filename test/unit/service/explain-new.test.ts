import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExplanationCreate } from '../../../src/model/explanation.ts'
import { explainNewInstance } from '../../../src/service/instance/explain-new.ts'
import { ServiceBench } from '../../support/service-bench.ts'

async function benchWithImage(): Promise<ServiceBench> {
  const bench = new ServiceBench()
  await bench.create('there')
  return bench
}

const explain = (bench: ServiceBench, want: Parameters<typeof ExplanationCreate.parse>[0]) =>
  explainNewInstance(bench.deps, ExplanationCreate.parse(want))

test('an instance that is not made yet is explained, and nothing is made, held or drawn', async () => {
  const bench = await benchWithImage()
  const count = await bench.store.count('instance')
  const first = await explain(bench, { spec: { image: 'debian', disk: '20GiB' } })
  assert.deepEqual(
    first.steps.map(({ command }) => command[0]),
    ['mkdir', 'qemu-system-x86_64'],
  )
  assert.equal(first.action, 'run')
  assert.match(first.notes.join(), /are examples/)
  assert.deepEqual(await explain(bench, { spec: { image: 'debian', disk: '20GiB' } }), first)
  assert.equal(await bench.store.count('instance'), count)
  // Whoever makes it meanwhile is not refused.
  await bench.create(first.instance)
})

test('made only, it has no line that starts it; in the plain form it has that of a textbook', async () => {
  const bench = await benchWithImage()
  const made = await explain(bench, { name: 'web', spec: { image: 'debian' }, start: false })
  assert.deepEqual([made.action, made.instance, made.steps.length], ['create', 'web', 1])
  const plain = await explain(bench, { spec: { image: 'debian' }, style: 'plain' })
  assert.equal(plain.steps.length, 2)
})

test('what would be refused is refused as when it is made', async () => {
  const bench = await benchWithImage()
  await assert.rejects(explain(bench, { name: 'there', spec: { image: 'debian' } }), { code: 'instance.exists' })
  await assert.rejects(explain(bench, { spec: { image: 'debain' } }), { code: 'image.not-found' })
  await assert.rejects(explain(bench, { spec: { image: 'debian', memory: '900GiB' } }), {
    code: 'instance.too-much-memory',
  })
})
