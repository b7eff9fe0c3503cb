import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../src/model/fault.ts'
import type { InstanceName } from '../../../src/model/name.ts'
import { deleteInstance } from '../../../src/service/instance/delete.ts'
import { explainInstance } from '../../../src/service/instance/explain.ts'
import { killInstance } from '../../../src/service/instance/kill.ts'
import { pauseInstance } from '../../../src/service/instance/pause.ts'
import { setInstance } from '../../../src/service/instance/set.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { cancelOperation } from '../../../src/service/operation/cancel.ts'
import { suspendInstance } from '../../../src/service/suspend/suspend.ts'
import { ServiceBench } from '../../support/service-bench.ts'

class Bench extends ServiceBench {
  async suspend(name: InstanceName) {
    return this.ended(await suspendInstance(this.deps, name, ownRequest))
  }

  async start(name: InstanceName) {
    return this.ended(await startInstance(this.deps, name, ownRequest))
  }

  async stateOf(name: InstanceName) {
    return (await showInstance(this.deps, name, AbortSignal.timeout(1000))).state.kind
  }

  async recordOf(name: InstanceName) {
    const record = (await this.store.get('instance', name))?.value
    assert.ok(record)
    return record
  }

  /** The state, whether there is a memory, and whether the record knows of one or waits for it. */
  async standing(name: InstanceName) {
    const { id, run, suspended } = await this.recordOf(name)
    const known = suspended === undefined ? 'none' : 'whole'
    return [await this.stateOf(name), this.host.memories.has(id), known, run?.suspending ?? false]
  }
}

const suspended = ['suspended', true, 'whole', false]
const running = ['running', false, 'none', false]

test('one that was suspended has no process, and goes on with the plan that it ran with, whatever its spec is now', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const before = await bench.guestOf(web)
  assert.deepEqual((await bench.suspend(web)).result, { name: 'web', sizeBytes: 1000 })
  assert.ok(before.ending)
  assert.deepEqual(await bench.standing(web), suspended)
  const changed = await setInstance(bench.deps, web, { spec: { memory: '2GiB' } }, undefined)
  assert.match(changed.pending[0]?.reason ?? '', /suspended/)
  assert.equal((await bench.start(web)).state, 'done')
  const { plan } = await bench.guestOf(web)
  assert.deepEqual([plan.memoryBytes, plan.uuid, plan.incoming], [2 ** 30, before.plan.uuid, 'suspended.memory'])
  assert.deepEqual(await bench.standing(web), running)
  assert.equal((await bench.recordOf(web)).run?.plan?.incoming, undefined)
})

test('a guest whose memory cannot be written runs on, and nothing is left of the try', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  const full = new Fault('host.disk-full', { path: '/state', free: '0B', needed: '1GiB' })
  for (const [error, code] of [[full, 'host.disk-full'] as const, [new Error('no'), 'suspend.failed'] as const]) {
    guest.suspending = () => Promise.reject(error)
    assert.equal((await bench.suspend(web)).problem?.code, code)
    assert.deepEqual(await bench.standing(web), running)
  }
})

test('a suspension that is cancelled leaves the guest running', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  ;(await bench.guestOf(web)).suspending = untilAborted
  const operation = await suspendInstance(bench.deps, web, ownRequest)
  await cancelOperation(bench.deps, operation.id)
  assert.equal((await bench.ended(operation)).state, 'cancelled')
  assert.deepEqual(await bench.standing(web), running)
})

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    if (signal.aborted) reject(signal.reason as Error)
  })
}

test('after a daemon that was killed a guest runs, unless its memory was whole', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.suspending = async () => {
    guest.become({ kind: 'paused' })
    return await new Promise<never>(() => {})
  }
  await suspendInstance(bench.deps, web, ownRequest)
  await until(() => guest.status.kind === 'paused')
  await bench.reborn()
  assert.deepEqual(await bench.standing(web), running)
  assert.equal(guest.status.kind, 'running')

  // The process is there still, and it is suspended.
  const record = await bench.recordOf(web)
  const machine = { plan: guest.plan, spec: record.spec, qemu: '7.2.22', processor: null }
  const whole = { ...machine, at: '2026-01-01T00:00:00.000Z', sizeBytes: 1, digest: 'whole' }
  bench.host.memories.set(record.id, 'whole')
  const run = record.run && { ...record.run, suspending: true as const }
  await bench.store.commit([{ kind: 'instance', put: { ...record, run, suspended: whole } }])
  assert.deepEqual((await bench.reborn()).lost, [])
  assert.ok(guest.ending)
  assert.deepEqual(await bench.standing(web), suspended)
})

test('a start that was cut off before the guest went on leaves it suspended', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  await bench.suspend(web)
  bench.host.failNext('launch', new Error('no'))
  assert.equal((await bench.start(web)).state, 'failed')
  assert.deepEqual(await bench.standing(web), suspended)
  bench.host.hold('launch')
  await startInstance(bench.deps, web, ownRequest)
  await until(() => bench.host.calls.filter((line) => line.startsWith('launch')).length > 2)
  await bench.reborn()
  assert.deepEqual(await bench.standing(web), suspended)
})

async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; round < 1000 && !isSo(); round++) await new Promise((resolve) => setImmediate(resolve))
  assert.ok(isSo())
}

test('a memory that is gone, damaged or of another QEMU is not gone on with, and can be thrown away', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  await bench.suspend(web)
  const record = await bench.recordOf(web)
  const why = async () => (await bench.start(web)).problem
  bench.host.memories.set(record.id, 'other')
  assert.match((await why())?.title ?? '', /not what it was/)
  bench.host.memories.delete(record.id)
  const problem = await why()
  assert.equal(problem?.code, 'suspend.unfit')
  assert.match(problem?.hint ?? '', /stroj kill web/)
  assert.ok(record.suspended)
  const other = { ...record, suspended: { ...record.suspended, qemu: '6.0.0' } }
  await bench.store.commit([{ kind: 'instance', put: other }])
  await assert.rejects(bench.start(web), { code: 'suspend.unfit', message: /QEMU 6.0.0/ })
  await bench.done(await killInstance(bench.deps, web, ownRequest))
  assert.deepEqual(await bench.standing(web), ['stopped', false, 'none', false])
  assert.equal((await bench.start(web)).state, 'done')
  assert.equal((await bench.guestOf(web)).plan.incoming, undefined)
})

test('a daemon that was killed after it threw a memory away, and before its file was gone: the next one removes the file', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  await bench.suspend(web)
  const { id } = await bench.recordOf(web)
  await bench.done(await killInstance(bench.deps, web, ownRequest))
  bench.host.memories.set(id, 'left')
  await bench.reborn()
  assert.deepEqual(await bench.standing(web), ['stopped', false, 'none', false])
})

test('what is suspended is removed only by force, and what is paused is not suspended', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  await bench.done(await pauseInstance(bench.deps, web, ownRequest))
  await assert.rejects(bench.suspend(web), { code: 'instance.wrong-state' })
  const db = await bench.createRunning('db')
  const { steps } = await explainInstance(bench.deps, db, 'suspend', 'exact')
  assert.equal(steps.length, 1)
  await bench.suspend(db)
  const { notes } = await explainInstance(bench.deps, db, 'start', 'exact')
  assert.match(notes.join(), /goes on/)
  await assert.rejects(deleteInstance(bench.deps, db, { force: false }, ownRequest), { code: 'instance.wrong-state' })
  await bench.done(await deleteInstance(bench.deps, db, { force: true }, ownRequest))
  assert.equal(bench.host.memories.size, 0)
})
