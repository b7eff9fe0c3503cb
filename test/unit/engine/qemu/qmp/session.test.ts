import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { QmpError } from '../../../../../src/engine/qemu/qmp/error.ts'
import { QmpSession } from '../../../../../src/engine/qemu/qmp/session.ts'
import { FakePeer } from '../fake-peer.ts'

const signal = new AbortController().signal
const greeting = { QMP: { version: { qemu: { major: 7, minor: 2, micro: 22 }, package: '' }, capabilities: ['oob'] } }
const running = { status: 'running', singlestep: false, running: true }

type Command = { readonly execute: string; readonly id: number; readonly arguments: unknown }

/** A monitor that greets and answers qmp_capabilities; `reply` says what else it answers. */
function monitor(reply: (command: Command) => object | undefined = () => undefined): FakePeer {
  const peer = new FakePeer()
  peer.sayJson(greeting)
  peer.answer = (line) => {
    const command = JSON.parse(line) as Command
    const answer = command.execute === 'qmp_capabilities' ? { return: {} } : reply(command)
    if (answer) peer.sayJson({ ...answer, id: command.id })
  }
  return peer
}

function open(peer: FakePeer, greetingMs = 1000): Promise<QmpSession> {
  return QmpSession.open(peer.socket, { greetingMs }, signal)
}

function failsAs(kind: QmpError['why']['kind']): (error: unknown) => boolean {
  return (error) => error instanceof QmpError && error.why.kind === kind
}

/** Cut into pieces of these sizes, over and over. */
function sayInPieces(peer: FakePeer, messages: readonly object[], sizes: readonly number[]): void {
  const bytes = new TextEncoder().encode(messages.map((message) => `${JSON.stringify(message)}\r\n`).join(''))
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    peer.sayBytes(bytes.subarray(at, at + size))
    at += size
  }
}

describe('a monitor session', () => {
  test('answers are matched with their commands, in whatever order they come', async () => {
    const peer = monitor()
    await using session = await open(peer)
    const held: Command[] = []
    peer.answer = (line) => void held.push(JSON.parse(line) as Command)
    const [status, uuid] = [session.call('query-status', {}, signal), session.call('query-uuid', {}, signal)]
    peer.sayJson({ return: { UUID: 'u' }, id: held[1]?.id })
    peer.sayJson({ return: running, id: held[0]?.id })
    assert.deepEqual(await uuid, { UUID: 'u' })
    assert.deepEqual(await status, running)
  })

  test('what QEMU refuses is told with its class and words', async () => {
    await using session = await open(monitor(() => ({ error: { class: 'GenericError', desc: 'not now' } })))
    await assert.rejects(session.call('cont', {}, signal), (error: unknown) => {
      assert.ok(error instanceof QmpError)
      assert.deepEqual(error.why, { kind: 'refused', class: 'GenericError', description: 'not now' })
      return true
    })
  })

  test('the same comes out however the bytes were packed', async () => {
    const after = [
      { return: {}, id: 1 },
      { event: 'STOP', timestamp: {} },
      { event: 'SHUTDOWN', data: { guest: true, reason: 'guest-shutdown' } },
      { event: 'NOVELTY', data: { a: 'ž' } },
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (sizes) => {
        const peer = new FakePeer()
        sayInPieces(peer, [greeting], sizes)
        peer.answer = () => sayInPieces(peer, after, sizes)
        const session = await open(peer)
        peer.hangUp()
        const names: string[] = []
        for await (const event of session.events) names.push(event.name)
        assert.deepEqual(names, ['STOP', 'SHUTDOWN'])
      }),
      { numRuns: 100 },
    )
  })

  test('one byte at a time is enough', async () => {
    const peer = new FakePeer()
    sayInPieces(peer, [greeting], [1])
    peer.answer = () => sayInPieces(peer, [{ return: {}, id: 1 }], [1])
    await using _session = await open(peer)
  })

  test('a monitor that does not greet is given up after the deadline', async () => {
    await assert.rejects(open(new FakePeer(), 5), failsAs('timeout'))
  })

  test('garbage ends the session and rejects everyone who waits', async () => {
    const peer = monitor()
    const session = await open(peer)
    const waiting = session.call('query-status', {}, signal)
    peer.say('\u0000\u0001 this is no QMP\n')
    await assert.rejects(waiting, failsAs('disconnected'))
    assert.match(await session.ended, /no QMP/)
    await assert.rejects(session.call('stop', {}, signal), failsAs('disconnected'))
    assert.ok(peer.closed)
  })

  test('JSON that is no QMP message ends the session too', async () => {
    for (const line of ['[]', '7', 'null', '{"id":1}', '{"return":{},"id":"x"}', '{"__proto__":{"event":"STOP"}}']) {
      const peer = monitor()
      const session = await open(peer)
      peer.say(`${line}\n`)
      assert.match(await session.ended, /no QMP/, line)
    }
  })

  test('JSON nested a million deep is refused without harm', async () => {
    const peer = monitor()
    const session = await open(peer)
    peer.say(`${'['.repeat(1e6)}${']'.repeat(1e6)}\n`)
    assert.match(await session.ended, /no QMP/)
  })

  test('a line of more than 16 MiB ends the session', async () => {
    const peer = monitor()
    const session = await open(peer)
    for (let count = 0; count < 17; count++) peer.sayBytes(new Uint8Array(1 << 20).fill(0x20))
    assert.match(await session.ended, /more than 16777216 bytes/)
  })

  test('a flood of events is bounded, and the loss is known', async () => {
    const peer = monitor()
    const session = await open(peer)
    peer.say(`${JSON.stringify({ event: 'RESUME' })}\n`.repeat(5000))
    peer.hangUp()
    await session.ended
    assert.equal(session.takeMissed(), true)
    assert.equal(session.takeMissed(), false)
    let count = 0
    for await (const _event of session.events) count++
    assert.equal(count, 1024)
  })

  test('a hang-up in the middle of an answer rejects the command', async () => {
    const peer = monitor()
    await using session = await open(peer)
    const waiting = session.call('query-status', {}, signal)
    peer.say('{"return": {"status": "run')
    peer.hangUp()
    await assert.rejects(waiting, failsAs('disconnected'))
  })

  test('an abort in the middle rejects with its reason, and the late answer is dropped', async () => {
    const held: Command[] = []
    const peer = monitor((command) => void held.push(command))
    await using session = await open(peer)
    const stop = new AbortController()
    const waiting = session.call('query-status', {}, stop.signal)
    stop.abort(new Error('changed my mind'))
    await assert.rejects(waiting, /changed my mind/)
    peer.sayJson({ return: running, id: held[0]?.id })
    peer.answer = (line) => peer.sayJson({ return: running, id: (JSON.parse(line) as Command).id })
    assert.equal((await session.call('query-status', {}, signal)).running, true)
  })

  test('a command without an answer ends at its deadline', async () => {
    await using session = await open(monitor())
    await assert.rejects(session.call('query-status', {}, signal, 5), failsAs('timeout'))
  })

  test('an answer that does not fit the schema is no answer', async () => {
    await using session = await open(monitor(() => ({ return: { status: 7 } })))
    await assert.rejects(session.call('query-status', {}, signal), failsAs('malformed'))
  })

  test('a state that a later QEMU invents reads as unknown', async () => {
    await using session = await open(monitor(() => ({ return: { ...running, status: 'dreaming' } })))
    assert.equal((await session.call('query-status', {}, signal)).status, 'unknown')
  })
})
