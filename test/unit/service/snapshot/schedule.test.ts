import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceName } from '../../../../src/model/name.ts'
import { SnapshotCreate } from '../../../../src/model/snapshot.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { createSnapshot } from '../../../../src/service/snapshot/create.ts'
import { listSnapshots } from '../../../../src/service/snapshot/list.ts'
import { keepSchedule } from '../../../../src/service/snapshot/schedule.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const hour = 3_600_000

/** A daemon that keeps schedules for a while. */
async function keeping(bench: ServiceBench, ms: number): Promise<void> {
  const stop = new AbortController()
  const kept = keepSchedule(bench.deps, stop.signal)
  await bench.clock.untilSleeping()
  await bench.clock.advance(ms)
  await bench.clock.untilSleeping()
  stop.abort()
  await kept
}

async function automatic(bench: ServiceBench, name: InstanceName): Promise<readonly string[]> {
  const { items } = await listSnapshots(bench.deps, name)
  return items.flatMap((item) => (item.automatic ? [item.createdAt.slice(11, 16)] : []))
}

test('one is taken each time, and the oldest goes first', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web', { snapshots: { every: '1h', keep: 2 } })
  await bench.done(await createSnapshot(bench.deps, web, SnapshotCreate.parse({ name: 'mine' }), ownRequest))
  for (let round = 0; round < 4; round++) await keeping(bench, hour)
  assert.equal((await automatic(bench, web)).length, 2)
  assert.ok((await listSnapshots(bench.deps, web)).items.some(({ name }) => name === 'mine'))
})

test('however many were missed while no daemon was there, one is taken at its start', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web', { snapshots: { every: '1h', keep: 24 } })
  await bench.clock.advance(10 * hour)
  await keeping(bench, 1000)
  assert.equal((await automatic(bench, web)).length, 1)
})

test('without a schedule there is none, and what nobody touched is not taken again', async () => {
  const bench = new ServiceBench()
  const plain = await bench.createRunning('plain')
  const still = await bench.create('still', { snapshots: { every: '1h', keep: 24 } })
  for (let round = 0; round < 3; round++) await keeping(bench, hour)
  assert.deepEqual(await automatic(bench, plain), [])
  assert.equal((await automatic(bench, still)).length, 1)
})

test('one that fails is told in the log and tried again later', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web', { snapshots: { every: '1h', keep: 24 } })
  bench.host.failNext('makeLayer', new Error('no'))
  await keeping(bench, hour)
  assert.deepEqual(await automatic(bench, web), [])
  await keeping(bench, hour / 10)
  assert.equal((await automatic(bench, web)).length, 1)
})
