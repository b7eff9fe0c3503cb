import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceName } from '../../../src/model/name.ts'
import { autostart } from '../../../src/service/autostart.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { stopInstance } from '../../../src/service/instance/stop.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { showOperation } from '../../../src/service/operation/show.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const never = new AbortController().signal

async function stateOf(bench: ServiceBench, name: InstanceName): Promise<string> {
  return (await showInstance(bench.deps, name, never)).state.kind
}

test('a new daemon finds what runs and takes it in its care', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const { pid } = (await bench.guestOf(web)).process
  assert.deepEqual(await bench.reborn(), { adopted: ['web'], lost: [] })
  const { state } = await showInstance(bench.deps, web, never)
  assert.deepEqual([state.kind, 'pid' in state && state.pid], ['running', pid])
})

test('what ended while no daemon was there is shown as failed', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  await bench.deps.fleet.release()
  const guest = await bench.guestOf(web)
  guest.crash()
  assert.deepEqual(await bench.reborn(), { adopted: [], lost: ['web'] })
  assert.equal(await stateOf(bench, web), 'failed')
})

test('a daemon that died between the spawn and its record: the machine is found', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  bench.host.hold('open')
  const operation = await startInstance(bench.deps, web, ownRequest)
  await new Promise((resolve) => setImmediate(resolve))
  const found = await bench.store.get('instance', web)
  if (!found?.value.run) throw new Error('the intent was not recorded')
  await bench.store.commit([
    { kind: 'instance', put: { ...found.value, run: { ...found.value.run, process: null, startedAt: null } } },
  ])
  bench.host.hold('open')()
  assert.deepEqual((await bench.reborn()).adopted, ['web'])
  assert.equal(await stateOf(bench, web), 'running')
  assert.equal((await bench.ended(await showOperation(bench.deps, operation.id))).state, 'done')
})

test('a daemon that died before the spawn: the instance is stopped and the start says that it was undone', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  bench.host.hold('launch')
  const operation = await startInstance(bench.deps, web, ownRequest)
  bench.host.hold('launch')()
  assert.deepEqual((await bench.reborn()).lost, ['web'])
  assert.equal(await stateOf(bench, web), 'stopped')
  assert.equal((await showOperation(bench.deps, operation.id)).problem?.code, 'operation.interrupted')
})

test('a stop that was cut off is carried to its end', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.honoursPowerButton = false
  const operation = await stopInstance(bench.deps, web, { timeoutMs: 60_000 }, ownRequest)
  await bench.clock.untilSleeping()
  guest.honoursPowerButton = true
  await bench.reborn()
  assert.equal((await bench.ended(await showOperation(bench.deps, operation.id))).state, 'done')
  assert.equal(await stateOf(bench, web), 'stopped')
})

test('autostart starts what has not run since the host was booted, and leaves alone what a person has stopped', async () => {
  const bench = new ServiceBench()
  const bootedAfter = new Date(bench.clock.now().getTime() + 1000)
  const bootedBefore = new Date(bench.clock.now().getTime() - 1000)
  const web = await bench.create('web', { autostart: true })
  await bench.create('db')
  await autostart(bench.deps, bootedBefore, [])
  assert.equal(await stateOf(bench, web), 'stopped')
  await autostart(bench.deps, bootedAfter, [])
  while ((await stateOf(bench, web)) === 'starting') await bench.clock.advance(0)
  assert.equal(await stateOf(bench, web), 'running')
})
