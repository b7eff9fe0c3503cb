import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceName } from '../../../src/model/name.ts'
import { setInstance } from '../../../src/service/instance/set.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const never = new AbortController().signal

async function runOf(bench: ServiceBench, name: InstanceName) {
  const run = (await bench.store.get('instance', name))?.value.run
  assert.ok(run)
  return run
}

test('a running guest gets processors and gives memory back at once, and the record says so', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const changed = await setInstance(bench.deps, web, { spec: { cpus: 3, memory: '512MiB' } }, undefined)
  assert.deepEqual(changed.pending, [])
  const guest = await bench.guestOf(web)
  assert.deepEqual([guest.size.cpus, guest.size.memoryBytes], [3, 2 ** 29])
  const { spec, plan } = await runOf(bench, web)
  assert.deepEqual([spec.cpus.count, spec.memory], [3, 2 ** 29])
  assert.deepEqual([plan?.cpus.count, plan?.cpus.max, plan?.memoryBytes], [3, 4, 2 ** 30])
})

test('what a guest has switched off, its machine is still fitted with', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  await setInstance(bench.deps, web, { spec: { cpus: 4 } }, undefined)
  await setInstance(bench.deps, web, { spec: { cpus: 1 } }, undefined)
  const { spec, plan } = await runOf(bench, web)
  assert.deepEqual([spec.cpus.count, plan?.cpus.count, plan?.cpus.max], [1, 4, 4])
})

test('after any number of changes it is known with how many processors a machine was started', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  for (const cpus of [3, 2, 4]) await setInstance(bench.deps, web, { spec: { cpus } }, undefined)
  const { plan } = await runOf(bench, web)
  assert.deepEqual([plan?.cpus.atStart, plan?.cpus.count], [1, 4])
})

test('a guest that does not do its part is told of, and the change stays pending', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.holdsSize = true
  await assert.rejects(setInstance(bench.deps, web, { spec: { cpus: 2, memory: '512MiB' } }, undefined), {
    code: 'instance.guest-holds',
    message: /it uses 1 processors, not 2, and it has 1GiB of memory, not 512MiB/,
  })
  const { pending } = await showInstance(bench.deps, web, never)
  assert.deepEqual(
    pending.map(({ key, reason }) => [key, reason]),
    [
      ['cpus', 'its guest has not done it yet'],
      ['memory', 'its guest has not done it yet'],
    ],
  )
})
