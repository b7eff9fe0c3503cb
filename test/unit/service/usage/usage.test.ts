import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { UsageSample } from '../../../../src/model/usage.ts'
import { sampleBetween } from '../../../../src/service/usage/rate.ts'
import { Series } from '../../../../src/service/usage/series.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const nothing = {
  cpuMs: 0,
  memoryBytes: 1000,
  diskReadBytes: 0,
  diskWrittenBytes: 0,
  netReceivedBytes: null,
  netSentBytes: null,
}
const second = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * 1000)
const moment = (count: number) => ({ at: second(count), steadyMs: count * 1000 })

function sampleAt(seconds: number, cpuPercent = 0): UsageSample {
  return sampleBetween(
    { ...moment(seconds - 1), usage: nothing },
    { ...moment(seconds), usage: { ...nothing, cpuMs: cpuPercent * 10 } },
  )
}

describe('a sample', () => {
  test('is what was used between two looks, for each second', () => {
    const before = { ...moment(0), usage: nothing }
    const usage = { ...nothing, cpuMs: 3000, diskReadBytes: 4096, diskWrittenBytes: 8192, memoryBytes: 5000 }
    assert.deepEqual(sampleBetween(before, { ...moment(2), usage }), {
      at: second(2).toISOString(),
      cpuPercent: 150,
      memoryBytes: 5000,
      diskReadBytesPerSecond: 2048,
      diskWriteBytesPerSecond: 4096,
      netReceivedBytesPerSecond: null,
      netSentBytesPerSecond: null,
    })
  })

  test('counts nothing where a counter went back, and knows no network until it was counted twice', () => {
    const before = { ...moment(0), usage: { ...nothing, cpuMs: 9000, netSentBytes: 50 } }
    const sample = sampleBetween(before, {
      ...moment(1),
      usage: { ...nothing, netReceivedBytes: 5, netSentBytes: 10 },
    })
    assert.equal(sample.cpuPercent, 0)
    assert.equal(sample.netReceivedBytesPerSecond, null)
    assert.equal(sample.netSentBytesPerSecond, 0)
  })
})

describe('a series', () => {
  test('has the last ten minutes finely, and a day and a week as averages', () => {
    const series = new Series()
    for (let at = 0; at < 7200; at += 2) series.add(sampleAt(at, at % 4 === 0 ? 100 : 0))
    const now = second(7200)
    assert.equal(series.last(600_000, now).length, 300)
    const hour = series.last(3_600_000, now)
    assert.equal(hour.length, 60)
    assert.ok(hour.every(({ cpuPercent }) => cpuPercent > 40 && cpuPercent < 60))
    assert.ok(series.last(7 * 86_400_000, now).length <= 13)
  })

  test('goes on from what was kept of it', () => {
    const series = new Series()
    for (let at = 0; at < 600; at += 2) series.add(sampleAt(at, 50))
    const next = new Series(series.coarse())
    assert.equal(next.newest(), undefined)
    assert.equal(next.last(3_600_000, second(600)).length, 10)
  })
})

test('whoever asks gets a sample of each instance that runs, and it is kept for the next daemon', async () => {
  const bench = new ServiceBench()
  const guest = await bench.guestOf(await bench.createRunning('web'))
  const stop = new AbortController()
  const running = bench.deps.usage.run(stop.signal)
  assert.deepEqual(await bench.deps.usage.newest(), { items: [] })
  await bench.clock.advance(2000)
  guest.usage = { ...guest.usage, cpuMs: 1000 }
  await bench.clock.advance(2000)
  const { items } = await bench.deps.usage.newest()
  assert.deepEqual(
    items.map(({ name, cpuPercent }) => [name, cpuPercent]),
    [['web', 50]],
  )
  stop.abort()
  await running
  await bench.deps.usage.keep()
  assert.equal(bench.usageKeeper.kept.size, 1)
})
