import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImageCreate } from '../../../src/model/image.ts'
import { ImageName } from '../../../src/model/name.ts'
import { createImage } from '../../../src/service/image/create.ts'
import { deleteImage } from '../../../src/service/image/delete.ts'
import { listImages } from '../../../src/service/image/list.ts'
import { showImage } from '../../../src/service/image/show.ts'
import { deleteInstance } from '../../../src/service/instance/delete.ts'
import { cancelOperation } from '../../../src/service/operation/cancel.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const debian: Extract<ImageCreate, { kind: 'build' }> = {
  kind: 'build',
  recipe: 'debian',
  rebuild: false,
  packages: [],
}

test('an image is built once; a rebuild takes over the name', async () => {
  const bench = new ServiceBench()
  const first = await bench.done(await createImage(bench.deps, debian, ownRequest))
  const again = await bench.done(await createImage(bench.deps, debian, ownRequest))
  assert.deepEqual([first.result?.['built'], again.result?.['built']], [true, false])
  const rebuilt = await bench.done(await createImage(bench.deps, { ...debian, rebuild: true }, ownRequest))
  assert.notEqual(rebuilt.result?.['digest'], first.result?.['digest'])
  assert.equal((await showImage(bench.deps, 'debian:12')).digest, rebuilt.result?.['digest'])
  assert.equal((await listImages(bench.deps)).images.length, 2)
})

test('two who want the same image at once share one build', async () => {
  const bench = new ServiceBench()
  const gate = Promise.withResolvers<void>()
  bench.library.gate = gate.promise
  const first = await createImage(bench.deps, debian, ownRequest)
  const second = await createImage(bench.deps, debian, ownRequest)
  assert.equal(first.id, second.id)
  gate.resolve()
  await bench.done(first)
})

test('a cancelled build leaves no image', async () => {
  const bench = new ServiceBench()
  bench.library.gate = new Promise(() => {})
  const operation = await createImage(bench.deps, debian, ownRequest)
  await cancelOperation(bench.deps, operation.id)
  assert.equal((await bench.ended(operation)).state, 'cancelled')
  assert.equal((await listImages(bench.deps)).images.length, 0)
})

test('an image is protected while an instance stands on it', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  await assert.rejects(deleteImage(bench.deps, 'debian'), {
    code: 'image.in-use',
    details: { image: 'debian', users: ['web'] },
  })
  await bench.done(await deleteInstance(bench.deps, web, { force: false }, ownRequest))
  await deleteImage(bench.deps, 'debian')
  assert.equal(bench.library.placed.size, 0)
})

test('a recipe with a typo is not built, and the right one is suggested', async () => {
  const bench = new ServiceBench()
  await assert.rejects(createImage(bench.deps, { ...debian, recipe: 'debain' }, ownRequest), /Did you mean "debian"\?/)
})

test('an image with more packages has a name of its own, beside the plain one', async () => {
  const bench = new ServiceBench()
  const name = ImageName.parse('lab')
  const want = { ...debian, packages: ['qemu-utils'] }
  await assert.rejects(createImage(bench.deps, want, ownRequest), /needs a name of its own/)
  await assert.rejects(createImage(bench.deps, { ...want, name, recipe: 'tiny' }, ownRequest), /takes no packages/)
  await bench.done(await createImage(bench.deps, debian, ownRequest))
  await bench.done(await createImage(bench.deps, { ...want, name }, ownRequest))
  const names = (await listImages(bench.deps)).images.map((image) => image.names.join())
  assert.deepEqual(new Set(names), new Set(['debian:12', 'lab']))
})

test('an image is found by the beginning of its digest', async () => {
  const bench = new ServiceBench()
  const want = { kind: 'import', path: '/x.qcow2', name: ImageName.parse('x') } as const
  const { result } = await bench.done(await createImage(bench.deps, want, ownRequest))
  assert.equal((await showImage(bench.deps, String(result?.['digest']).slice(0, 71))).names[0], 'x')
})
