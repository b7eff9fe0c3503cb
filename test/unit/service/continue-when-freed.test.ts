import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MachineStatus } from '../../../src/contract/engine.ts'
import { continueWhenFreed } from '../../../src/service/continue-when-freed.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const never = new AbortController().signal

/** An instance that is paused so, while somebody looks for room; `state` is how it is a minute later. */
async function pausedBench(status: MachineStatus) {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web')
  const stop = new AbortController()
  const watch = continueWhenFreed(bench.deps, stop.signal)
  ;(await bench.guestOf(web)).become(status)
  return {
    bench,
    state: async () => {
      await bench.clock.untilSleeping()
      await bench.clock.advance(60_000)
      return (await showInstance(bench.deps, web, never)).state.kind
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await watch
    },
  }
}

test('an instance that was stopped by a full disk goes on by itself once there is room, and not before', async () => {
  await using scene = await pausedBench({ kind: 'paused', reason: 'the disk of the host is full', isDiskFull: true })
  scene.bench.volumes.freeBytes = 0
  assert.equal(await scene.state(), 'paused')
  scene.bench.volumes.freeBytes = 2 ** 30
  assert.equal(await scene.state(), 'running')
})

test('an instance that a person has paused stays so', async () => {
  await using scene = await pausedBench({ kind: 'paused' })
  assert.equal(await scene.state(), 'paused')
})
