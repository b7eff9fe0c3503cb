import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceQuery } from '../../../src/model/instance.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { listInstances } from '../../../src/service/instance/list.ts'
import { renameInstance } from '../../../src/service/instance/rename.ts'
import { setInstance } from '../../../src/service/instance/set.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const never = new AbortController().signal

test('a change to a running instance is pending until its next start; labels are true at once', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const changed = await setInstance(bench.deps, web, { spec: { nested: true, labels: { tier: 'front' } } }, undefined)
  assert.deepEqual(changed.pending, [
    { key: 'nested', current: false, wanted: true, reason: 'it is decided when a machine is started' },
  ])
  assert.equal(changed.spec.labels['tier'], 'front')
})

test('a change is refused when the instance has changed since it was read', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const { revision } = await showInstance(bench.deps, web, never)
  await setInstance(bench.deps, web, { spec: { memory: '2GiB' } }, revision)
  await assert.rejects(setInstance(bench.deps, web, { spec: { memory: '3GiB' } }, revision), { code: 'request.stale' })
})

test('what was decided when the instance was made cannot be changed, and bad values change nothing', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  await assert.rejects(setInstance(bench.deps, web, { spec: { disk: '50GiB' } }, undefined), {
    code: 'instance.change-refused',
  })
  await assert.rejects(setInstance(bench.deps, web, { spec: { memry: '2GiB' } }, undefined), { code: 'spec.invalid' })
  await assert.rejects(setInstance(bench.deps, web, { spec: { memory: '900GiB' } }, undefined), {
    code: 'instance.too-much-memory',
  })
  assert.equal((await showInstance(bench.deps, web, never)).spec.memory, 2 ** 30)
})

test('a CPU model or feature that QEMU does not know is refused when it is made, changed and started', async () => {
  const bench = new ServiceBench()
  const unknown = { code: 'instance.cpu-unknown', message: /no CPU model "Nahalem".* Did you mean "Nehalem"/ }
  await assert.rejects(bench.create('web', { cpus: { model: 'Nahalem' } }), unknown)
  const web = await bench.create('web', { cpus: { model: 'Nehalem', features: ['+aes'] } })
  await assert.rejects(setInstance(bench.deps, web, { spec: { cpus: { features: ['-x2apik'] } } }, undefined), {
    code: 'instance.cpu-unknown',
    message: /no CPU feature "x2apik".* Did you mean "x2apic"/,
  })
  bench.host.cpuModels = ['max']
  await assert.rejects(startInstance(bench.deps, web, ownRequest), { code: 'instance.cpu-unknown' })
})

test('an added nic gets an address of its own; the others keep theirs', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const before = (await bench.store.get('instance', web))?.value.macs ?? []
  await setInstance(bench.deps, web, { spec: { nics: [{}, { network: 'isolated' }] } }, undefined)
  const after = (await bench.store.get('instance', web))?.value.macs ?? []
  assert.equal(after.length, 2)
  assert.equal(after[0], before[0])
})

test('a running instance can be renamed, and its end is recorded under the new name', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const front = InstanceName.parse('front')
  const { id } = await renameInstance(bench.deps, web, front)
  const guest = bench.host.guest(id)
  guest.shutDown()
  await bench.deps.fleet.ended(id, AbortSignal.timeout(1000))
  assert.equal((await showInstance(bench.deps, front, never)).state.kind, 'stopped')
  await assert.rejects(showInstance(bench.deps, web, never), { code: 'instance.not-found' })
})

test('a list has pages, and filters by state, label and name', async () => {
  const bench = new ServiceBench()
  for (const name of ['a1', 'a2', 'b1']) await bench.create(name, { labels: { group: name.charAt(0) } })
  await bench.createRunning('c1')
  const list = async (query: object) => {
    const page = await listInstances(bench.deps, InstanceQuery.parse(query))
    return [page.items.map(({ name }) => name).join(' '), page.next]
  }
  assert.deepEqual(await list({ limit: 2 }), ['a1 a2', 'a2'])
  assert.deepEqual(await list({ limit: 2, after: 'a2' }), ['b1 c1', null])
  assert.deepEqual(await list({ state: 'running,failed' }), ['c1', null])
  assert.deepEqual(await list({ label: ['group=a'] }), ['a1 a2', null])
  assert.deepEqual(await list({ label: ['group'], limit: 1, after: 'a1' }), ['a2', 'a2'])
  assert.deepEqual(await list({ name: '1', limit: 10 }), ['a1 b1 c1', null])
})

test('a name that is nearly right is suggested', async () => {
  const bench = new ServiceBench()
  await bench.create('webserver')
  await assert.rejects(showInstance(bench.deps, InstanceName.parse('webservr'), never), /Did you mean "webserver"\?/)
})
