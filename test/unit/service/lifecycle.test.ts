import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceStop } from '../../../src/model/instance.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { createInstance } from '../../../src/service/instance/create.ts'
import { deleteInstance } from '../../../src/service/instance/delete.ts'
import { killInstance } from '../../../src/service/instance/kill.ts'
import { pauseInstance } from '../../../src/service/instance/pause.ts'
import { restartInstance } from '../../../src/service/instance/restart.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { stopInstance } from '../../../src/service/instance/stop.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { cancelOperation } from '../../../src/service/operation/cancel.ts'
import { showOperation } from '../../../src/service/operation/show.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { keepRestartPolicy } from '../../../src/service/restart-policy.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const never = new AbortController().signal
const stop = InstanceStop.parse({ timeoutMs: 90_000 })

test('a created instance is stopped, and can be started or deleted', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const shown = await showInstance(bench.deps, web, never)
  assert.equal(shown.state.kind, 'stopped')
  assert.deepEqual(shown.actions, ['start', 'delete'])
})

test('a started instance runs, says why it is emulated, and shows its addresses', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const shown = await showInstance(bench.deps, web, never)
  assert.equal(shown.state.kind, 'running')
  assert.equal(shown.acceleration?.kind, 'tcg')
  assert.equal(shown.acceleration?.isolation, 'none')
  assert.deepEqual(shown.addresses, ['192.0.2.15'])
})

test('a name can be used once', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const want = { name: web, spec: InstanceSpec.parse({ image: 'debian' }) }
  await assert.rejects(createInstance(bench.deps, want, ownRequest), { code: 'instance.exists' })
})

test('the same request with the same key is carried out once', async () => {
  const bench = new ServiceBench()
  await bench.create('other')
  const want = { name: InstanceName.parse('web'), spec: InstanceSpec.parse({ image: 'debian' }) }
  const request = { idempotencyKey: 'k1', fingerprint: 'create web' }
  const first = await bench.done(await createInstance(bench.deps, want, request))
  assert.equal((await createInstance(bench.deps, want, request)).id, first.id)
  await assert.rejects(createInstance(bench.deps, want, { ...request, fingerprint: 'create db' }), {
    code: 'request.reused-key',
  })
})

test('disks are deleted again when the record cannot be saved', async () => {
  const bench = new ServiceBench()
  await bench.create('other')
  const release = bench.host.hold('prepare')
  const want = { name: InstanceName.parse('web'), spec: InstanceSpec.parse({ image: 'debian' }) }
  const operation = await createInstance(bench.deps, want, ownRequest)
  bench.store.failNextCommit(new Error('no space left'))
  release()
  assert.equal((await bench.ended(operation)).state, 'failed')
  assert.equal(bench.host.prepared.size, 0)
  assert.equal(await bench.store.get('instance', want.name), undefined)
})

test('an operation whose end cannot be recorded is told to have ended all the same', async () => {
  const bench = new ServiceBench()
  await bench.create('other')
  const release = bench.host.hold('prepare')
  const want = { name: InstanceName.parse('web'), spec: InstanceSpec.parse({ image: 'debian' }) }
  const operation = await createInstance(bench.deps, want, ownRequest)
  bench.store.failNextCommit(new Error('i/o error'))
  bench.store.failNextCommit(new Error('i/o error'))
  release()
  assert.equal((await bench.ended(operation)).state, 'failed')
  assert.equal((await bench.store.get('operation', operation.id))?.value.operation.state, 'running')
  assert.equal((await showOperation(bench.deps, operation.id)).state, 'failed')
})

test('a stop presses the power button and waits for the guest', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const operation = await bench.done(await stopInstance(bench.deps, web, stop, ownRequest))
  assert.deepEqual(operation.result, { name: 'web', forced: false })
  assert.deepEqual((await showInstance(bench.deps, web, never)).state, { kind: 'stopped' })
})

test('a guest that ignores the power button is ended by force after the time, and that is said', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.honoursPowerButton = false
  const operation = await stopInstance(bench.deps, web, stop, ownRequest)
  await bench.clock.untilSleeping()
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'stopping')
  await bench.clock.advance(90_000)
  const ended = await bench.done(operation)
  assert.equal(ended.result?.['forced'], true)
  assert.match(ended.notes.join(), /ended by force/)
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'stopped')
})

test('a cancelled stop leaves the instance running', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.honoursPowerButton = false
  const operation = await stopInstance(bench.deps, web, stop, ownRequest)
  await bench.clock.untilSleeping()
  await cancelOperation(bench.deps, operation.id)
  assert.equal((await bench.ended(operation)).state, 'cancelled')
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'running')
})

test('a paused instance can be stopped', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  await bench.done(await pauseInstance(bench.deps, web, ownRequest))
  await bench.done(await stopInstance(bench.deps, web, stop, ownRequest))
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'stopped')
})

test('a machine that is killed from outside is shown as failed, with the reason', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.crash('killed by signal 9')
  await bench.deps.fleet.ended((await showInstance(bench.deps, web, never)).id, AbortSignal.timeout(1000))
  const { state } = await showInstance(bench.deps, web, never)
  assert.equal(state.kind, 'failed')
  assert.equal('reason' in state ? state.reason : undefined, 'killed by signal 9')
})

test('a kill ends an instance whose start hangs', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const release = bench.host.hold('open')
  const starting = await startInstance(bench.deps, web, ownRequest)
  const killing = await killInstance(bench.deps, web, ownRequest)
  release()
  await bench.done(killing)
  assert.equal((await bench.ended(starting)).state, 'failed')
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'stopped')
})

test('a start that is cancelled leaves nothing running and nothing recorded', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const release = bench.host.hold('open')
  const operation = await startInstance(bench.deps, web, ownRequest)
  await cancelOperation(bench.deps, operation.id)
  assert.equal((await bench.ended(operation)).state, 'cancelled')
  release()
  const record = (await bench.store.get('instance', web))?.value
  assert.equal(record?.run, null)
  assert.equal(record?.booted, false)
  assert.ok((await bench.guestOf(web)).ending)
})

test('two who change the same instance at once: one wins, the other is told', async () => {
  const bench = new ServiceBench()
  const web = await bench.create('web')
  const outcomes = await Promise.allSettled([
    startInstance(bench.deps, web, ownRequest),
    startInstance(bench.deps, web, ownRequest),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('what runs is not deleted without force', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  await assert.rejects(deleteInstance(bench.deps, web, { force: false }, ownRequest), { code: 'instance.wrong-state' })
  await bench.done(await deleteInstance(bench.deps, web, { force: true }, ownRequest))
  assert.equal(bench.host.kept.size, 0)
  await assert.rejects(showInstance(bench.deps, web, never), { code: 'instance.not-found' })
})

test('a restart stops and starts with what was pending', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const before = (await bench.guestOf(web)).process.pid
  await bench.done(await restartInstance(bench.deps, web, stop, ownRequest))
  assert.notEqual((await bench.guestOf(web)).process.pid, before)
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'running')
})

test('restart: on-failure starts a crashed instance again, later each time, and leaves a shut-down one alone', async () => {
  const bench = new ServiceBench()
  const over = new AbortController()
  keepRestartPolicy(bench.deps, over.signal)
  const web = await bench.createRunning('web', { restart: 'on-failure' })
  const { id } = await showInstance(bench.deps, web, never)
  for (const delayMs of [1000, 2000]) {
    const guest = await bench.guestOf(web)
    guest.crash()
    await bench.deps.fleet.ended(id, AbortSignal.timeout(1000))
    await bench.clock.untilSleeping()
    await bench.clock.advance(delayMs - 1)
    assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'failed')
    await bench.clock.advance(1)
    while ((await showInstance(bench.deps, web, never)).state.kind !== 'running') await bench.clock.advance(0)
  }
  const guest = await bench.guestOf(web)
  guest.shutDown()
  await bench.deps.fleet.ended(id, AbortSignal.timeout(1000))
  assert.equal(bench.clock.sleeping, 0)
  over.abort()
})
