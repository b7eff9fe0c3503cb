import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AgentError } from '../../../../../src/engine/qemu/agent/error.ts'
import { AgentSession } from '../../../../../src/engine/qemu/agent/session.ts'
import { FakeAgent } from './fake-agent.ts'

const signal = new AbortController().signal
const quick = { timeoutMs: 20 }
const patient = { timeoutMs: 2000 }

function failsAs(kind: AgentError['why']['kind']): (error: unknown) => boolean {
  return (error) => error instanceof AgentError && error.why.kind === kind
}

const noInterfaces = () => ({ return: [] })

describe('a guest agent session', () => {
  test('finds the step once, then commands follow each other', async () => {
    const agent = new FakeAgent(noInterfaces)
    using session = new AgentSession(agent.connect)
    await session.call('guest-network-get-interfaces', {}, patient, signal)
    await session.call('guest-network-get-interfaces', {}, patient, signal)
    assert.equal(agent.syncs, 1)
  })

  test('commands given at once are sent one at a time', async () => {
    const agent = new FakeAgent(({ execute }) => ({
      return: execute === 'guest-exec' ? { pid: agent.commands.length } : [],
    }))
    using session = new AgentSession(agent.connect)
    const pids = await Promise.all([1, 2, 3].map(() => session.call('guest-exec', {}, patient, signal)))
    assert.deepEqual(pids, [{ pid: 1 }, { pid: 2 }, { pid: 3 }])
  })

  test('a refusal is told in the words of the agent', async () => {
    const agent = new FakeAgent(() => ({ error: { class: 'GenericError', desc: 'no such thing' } }))
    using session = new AgentSession(agent.connect)
    await assert.rejects(session.call('guest-exec', {}, patient, signal), /no such thing/)
  })

  test('a late answer is never taken for that of the next command', async () => {
    const agent = new FakeAgent()
    using session = new AgentSession(agent.connect)
    await assert.rejects(session.call('guest-exec', {}, quick, signal), failsAs('silent'))
    agent.peer.sayJson({ return: { pid: 1 } })
    agent.answer = () => ({ return: { pid: 2 } })
    assert.deepEqual(await session.call('guest-exec', {}, patient, signal), { pid: 2 })
    assert.equal(agent.syncs, 2)
  })

  test('an aborted command does not disturb those that wait behind it', async () => {
    const agent = new FakeAgent()
    using session = new AgentSession(agent.connect)
    const stop = new AbortController()
    const first = session.call('guest-exec', {}, patient, stop.signal)
    const aborted = assert.rejects(first, /enough/)
    const second = session.call('guest-exec', {}, patient, signal)
    agent.answer = () => ({ return: { pid: 2 } })
    stop.abort(new Error('enough'))
    await aborted
    assert.deepEqual(await second, { pid: 2 })
  })

  test('an endless answer is cut at 1 MiB, and the agent is understood again after it', async () => {
    const agent = new FakeAgent(() => {
      for (let count = 0; count < 100; count++) agent.peer.say('x'.repeat(1 << 16))
      return undefined
    })
    using session = new AgentSession(agent.connect)
    await assert.rejects(session.call('guest-exec', {}, patient, signal), failsAs('malformed'))
    agent.answer = () => ({ return: { pid: 7 } })
    assert.deepEqual(await session.call('guest-exec', {}, patient, signal), { pid: 7 })
  })

  test('noise before the mark, and marks in a row, do no harm', async () => {
    const agent = new FakeAgent(noInterfaces)
    using session = new AgentSession(agent.connect)
    await session.connect(signal)
    agent.peer.sayBytes(Uint8Array.of(0xff, 0xff, 0x00, 0xfe, 0xff, 0x0a))
    agent.peer.say('{"return": 1}\n{"error"')
    await session.call('guest-network-get-interfaces', {}, patient, signal)
  })

  test('an answer with the id of another question is passed over', async () => {
    const agent = new FakeAgent(noInterfaces)
    using session = new AgentSession(agent.connect)
    await session.connect(signal)
    agent.peer.sayBytes(Uint8Array.of(0xff))
    agent.peer.say('{"return": 5}\n')
    await session.sync(2000, signal)
  })

  test('what is no answer of an agent is malformed, and harmless', async () => {
    const wrong: object[] = [[], { return: { pid: 'x' } }, { ['__proto__']: { return: { pid: 1 } } }, { error: 'no' }]
    for (const answer of wrong) {
      using session = new AgentSession(new FakeAgent(() => answer).connect)
      await assert.rejects(session.call('guest-exec', {}, patient, signal), failsAs('malformed'))
    }
  })

  test('after a hang-up the next command connects anew', async () => {
    const agent = new FakeAgent(noInterfaces)
    using session = new AgentSession(agent.connect)
    await session.connect(signal)
    agent.peer.hangUp()
    await assert.rejects(session.call('guest-network-get-interfaces', {}, patient, signal), failsAs('disconnected'))
    await session.call('guest-network-get-interfaces', {}, patient, signal)
  })

  test('after it is disposed it leaves the channel to others', async () => {
    const agent = new FakeAgent(noInterfaces)
    const session = new AgentSession(agent.connect)
    await session.connect(signal)
    const { peer } = agent
    session[Symbol.dispose]()
    assert.ok(peer.closed)
    await assert.rejects(session.call('guest-network-get-interfaces', {}, patient, signal), failsAs('disconnected'))
    assert.equal(agent.peer, peer)
  })
})
