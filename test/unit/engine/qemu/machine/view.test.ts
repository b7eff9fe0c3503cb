import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { MachineNews } from '../../../../../src/contract/engine.ts'
import { afterAnswer, afterEvent, unseen, type View } from '../../../../../src/engine/qemu/machine/view.ts'
import type { QmpEvent } from '../../../../../src/engine/qemu/qmp/events.ts'
import { parseEvent } from '../../../../../src/engine/qemu/qmp/events.ts'

const running: View = { status: { kind: 'running' } }

function event(name: string, data: object = {}): QmpEvent {
  const parsed = parseEvent(name, data)
  assert.ok(parsed, `${name} is not understood`)
  return parsed
}

/** What is told, and what is known, after some events. */
function after(view: View, ...events: QmpEvent[]): { readonly view: View; readonly told: readonly MachineNews[] } {
  const told: MachineNews[] = []
  for (const each of events) {
    const step = afterEvent(view, each, 'agent')
    view = step.view
    told.push(...step.news)
  }
  return { view, told }
}

const ioError = (nospace: boolean, action = 'stop') =>
  event('BLOCK_IO_ERROR', { device: '', operation: 'write', action, nospace, reason: 'Input/output error' })
const stop = event('STOP')
const resume = event('RESUME')
const isFull = {
  kind: 'paused',
  reason: 'the disk of the host is full; it goes on by itself once there is room',
  isDiskFull: true,
} as const

describe('what QEMU tells by itself', () => {
  const cases: readonly (readonly [string, readonly QmpEvent[], View['status']])[] = [
    ['a stop without a reason is a pause', [stop], { kind: 'paused' }],
    ['a resumed machine runs', [stop, resume], { kind: 'running' }],
    ['a full disk of the host pauses, with that reason', [ioError(true), stop], isFull],
    [
      'a failing disk pauses, with the words of the system',
      [ioError(false), stop],
      { kind: 'paused', reason: 'a disk write failed: Input/output error' },
    ],
    ['a second disk that fails after the stop is told too', [stop, ioError(true)], isFull],
    ['an error that the guest is told of is no pause', [ioError(true, 'report')], { kind: 'running' }],
    ['the reason is over when it goes on', [ioError(true), stop, resume, stop], { kind: 'paused' }],
    [
      'a panicked guest is paused',
      [event('GUEST_PANICKED', { action: 'pause' }), stop],
      { kind: 'paused', reason: 'the guest panicked' },
    ],
    [
      'a watchdog may pause it',
      [event('WATCHDOG', { action: 'pause' }), stop],
      { kind: 'paused', reason: 'the watchdog of the guest ran out' },
    ],
    ['a watchdog that resets does not', [event('WATCHDOG', { action: 'reset' })], { kind: 'running' }],
  ]
  for (const [name, events, status] of cases) {
    test(name, () => {
      const { view, told } = after(running, ...events)
      assert.deepEqual(view.status, status)
      const last = told.findLast(({ kind }) => kind === 'status')
      if (last) assert.deepEqual(last, { kind: 'status', status })
    })
  }

  test('a reset of the guest is told', () => {
    const { told } = after(running, event('RESET', { guest: true, reason: 'guest-reset' }))
    assert.deepEqual(told, [{ kind: 'guest-reset' }])
  })

  test('the agent comes and goes with its port, and other ports are none of our business', () => {
    const { told } = after(
      running,
      event('VSERPORT_CHANGE', { id: 'agent', open: true }),
      event('VSERPORT_CHANGE', { id: 'other', open: true }),
      event('VSERPORT_CHANGE', { id: 'agent', open: false }),
    )
    assert.deepEqual(told, [
      { kind: 'agent', connected: true },
      { kind: 'agent', connected: false },
    ])
  })

  test('a network that hangs up is told with its name', () => {
    const { told } = after(running, event('NETDEV_STREAM_DISCONNECTED', { 'netdev-id': 'net0' }))
    assert.deepEqual(told, [{ kind: 'helper-died', helper: 'passt (net0)' }])
  })

  test('why it shuts down is remembered, and told only with its end', () => {
    const { view, told } = after(running, event('SHUTDOWN', { guest: true, reason: 'guest-shutdown' }))
    assert.equal(view.shutdown, 'guest-shutdown')
    assert.deepEqual(told, [])
  })
})

describe('what QEMU answers when asked for its state', () => {
  test('the first answer decides', () => {
    const { view } = afterAnswer(unseen, { status: 'running', singlestep: false, running: true })
    assert.deepEqual(view.status, { kind: 'running' })
  })

  test('what is known already is no news', () => {
    assert.deepEqual(afterAnswer(running, { status: 'running', singlestep: false, running: true }).news, [])
  })

  test('a state says the reason when no event has', () => {
    const { view } = afterAnswer(unseen, { status: 'io-error', singlestep: false, running: false })
    assert.match(String(view.status.kind === 'paused' && view.status.reason), /disk failed/)
  })

  test('what an event has told is better', () => {
    const { view } = after(running, ioError(true), stop)
    const next = afterAnswer(view, { status: 'io-error', singlestep: false, running: false })
    assert.deepEqual(next.view.status, isFull)
    assert.deepEqual(next.news, [])
  })

  test('a state of a later QEMU is a pause without a reason', () => {
    const { view } = afterAnswer(running, { status: 'unknown', singlestep: false, running: false })
    assert.deepEqual(view.status, { kind: 'paused' })
  })
})
