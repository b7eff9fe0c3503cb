import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../src/model/fault.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../src/model/spec.ts'
import { createImage } from '../../../src/service/image/create.ts'
import { createInstance } from '../../../src/service/instance/create.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const name = InstanceName.parse('five')

async function create(bench: ServiceBench, spec: InstanceSpecInput) {
  await bench.done(await createInstance(bench.deps, { name, spec: InstanceSpec.parse(spec) }, ownRequest))
  const found = await bench.deps.store.get('instance', name)
  assert.ok(found)
  return found.value
}

async function build(bench: ServiceBench, recipe: string): Promise<void> {
  await bench.done(await createImage(bench.deps, { kind: 'build', recipe, rebuild: false, packages: [] }, ownRequest))
}

test('an image and an architecture mean what its recipe makes for that, on its board', async () => {
  const bench = new ServiceBench()
  await build(bench, 'tiny')
  await build(bench, 'tiny:riscv64')
  const { image, machineType } = await create(bench, { image: 'tiny', arch: 'riscv64' })
  assert.deepEqual([image?.name, machineType], ['tiny:riscv64', 'virt'])
})

test('one that has not been built is named in the refusal', async () => {
  const bench = new ServiceBench()
  await build(bench, 'tiny')
  await assert.rejects(
    create(bench, { image: 'tiny', arch: 'riscv64' }),
    (error: unknown) => error instanceof Fault && /"tiny:riscv64"/.test(error.message),
  )
})

test('an image of another architecture is refused before anything is made', async () => {
  const bench = new ServiceBench()
  await build(bench, 'debian:12')
  await assert.rejects(create(bench, { image: 'debian:12', arch: 'aarch64' }), { code: 'instance.image-architecture' })
  assert.equal(await bench.deps.store.get('instance', name), undefined)
})
