import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PendingChange } from '../../../src/model/instance.ts'
import { InstanceName } from '../../../src/model/name.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import type { InstanceRow } from '../../../src/web/data/read.ts'
import { forwardsOf } from '../../../src/web/network/forwards.ts'

const nics = (...forward: readonly string[]) => InstanceSpec.parse({ disk: '1GiB', nics: [{ forward }] }).nics

function row(name: string, forward: readonly string[], more: Partial<InstanceRow> = {}): InstanceRow {
  return {
    name: InstanceName.parse(name),
    state: { kind: 'stopped' },
    actions: [],
    spec: InstanceSpec.parse({ disk: '1GiB', nics: [{ forward }] }),
    pending: [],
    arch: 'x86_64',
    acceleration: null,
    image: null,
    devices: [],
    macs: ['52:54:00:00:00:01'],
    ...more,
  }
}

const running = { state: { kind: 'running', since: '2026-01-01T00:00:00.000Z', pid: 7 } } as const
const changedFrom = (...forward: readonly string[]): readonly PendingChange[] => [
  { key: 'nics', current: nics(...forward), wanted: null, reason: 'it is decided when a machine is started' },
]

const told = (rows: readonly InstanceRow[]) =>
  forwardsOf(rows).map(({ port, instance, standing, rivals }) =>
    [port.hostPort, instance, standing, ...rivals].join(' '),
  )

describe('ports of the host', () => {
  test('listen while their instance runs, and are told in the order of their numbers', () => {
    const rows = [row('web', ['8080:80', '2222:22'], running), row('db', ['5432:5432'])]
    assert.deepEqual(told(rows), ['2222 web listening', '5432 db resting', '8080 web listening'])
  })

  test('that were changed while their instance runs are as they were until it is started anew', () => {
    const rows = [row('web', ['8080:80', '9090:90'], { ...running, pending: [...changedFrom('8080:80', '2222:22')] })]
    assert.deepEqual(told(rows), ['2222 web leaving', '8080 web listening', '9090 web waiting'])
  })

  test('name every other instance that wants the same', () => {
    const rows = [
      row('a', ['8080:80']),
      row('b', ['0.0.0.0:8080:80']),
      row('c', ['8080:80/udp']),
      row('d', ['127.0.0.2:8080:80']),
    ]
    assert.deepEqual(told(rows), ['8080 a resting b', '8080 b resting a d', '8080 c resting', '8080 d resting b'])
  })
})
