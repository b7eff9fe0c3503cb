import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PortForward } from '../../../../src/model/port-forward.ts'
import { type Activity, busyReason, lookEveryMs } from '../../../../src/plan/parking/judge.ts'

const resting: Activity = {
  sample: {
    at: '2026-01-01T00:00:00.000Z',
    cpuPercent: 12,
    memoryBytes: 0,
    diskReadBytesPerSecond: 0,
    diskWriteBytesPerSecond: 4096,
    netReceivedBytesPerSecond: 60,
    netSentBytesPerSecond: null,
  },
  processors: 1,
  uses: [],
  connections: [{ forward: PortForward.parse('8080:80'), count: 0 }],
}
const using = (part: Partial<Activity['sample']>): Activity => ({ ...resting, sample: { ...resting.sample, ...part } })

describe('a guest', () => {
  test('is idle although its clock ticks and its journal is written', () => {
    assert.equal(busyReason(resting), undefined)
  })

  const busy: readonly (readonly [Activity, string])[] = [
    [using({ cpuPercent: 45 }), 'it uses 45 % of a processor'],
    [using({ diskReadBytesPerSecond: 2 ** 20 }), 'it reads and writes 1MiB a second on its disks'],
    [using({ netReceivedBytesPerSecond: 10_240 }), '10KiB a second go over its network'],
    [{ ...resting, uses: ['a console is open'] }, 'a console is open'],
    [
      { ...resting, connections: [{ forward: PortForward.parse('8080:80'), count: 1 }] },
      '127.0.0.1:8080:80/tcp has a connection',
    ],
  ]
  for (const [activity, reason] of busy) {
    test(`is busy when ${reason}`, () => assert.equal(busyReason(activity), reason))
  }

  test('may take more for the ticks of more processors', () => {
    assert.equal(busyReason({ ...using({ cpuPercent: 30 }), processors: 4 }), undefined)
  })
})

test('it is looked at several times before it is parked, and not more than once a second', () => {
  assert.deepEqual([10, 30, 300].map(lookEveryMs), [2000, 6000, 10_000])
})
