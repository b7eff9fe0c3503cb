import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AgentPort } from '../../../../../src/engine/qemu/agent/port.ts'
import { exec } from '../../../../../src/engine/qemu/agent/exec.ts'
import { AgentSession } from '../../../../../src/engine/qemu/agent/session.ts'
import { untilReady } from '../../../../../src/engine/qemu/agent/ready.ts'
import { systemClock } from '../../../../../src/host/system-clock.ts'
import { ExecRequest, type ExecRequestInput } from '../../../../../src/model/instance.ts'
import { type Answer, FakeAgent } from './fake-agent.ts'

const signal = new AbortController().signal

/** An agent whose processes have ended with `status` when asked for the second time. */
function agentThat(status: object): FakeAgent {
  const asked = new Map<unknown, number>()
  let lastPid = 100
  const answer: Answer = (command) => {
    if (command.execute === 'guest-exec') return { return: { pid: ++lastPid } }
    const { pid } = command.arguments
    const times = (asked.get(pid) ?? 0) + 1
    asked.set(pid, times)
    return { return: times < 2 ? { exited: false } : { exited: true, ...status } }
  }
  return new FakeAgent(answer)
}

function run(agent: FakeAgent, input: ExecRequestInput, stop = signal) {
  return exec(new AgentSession(agent.connect), 'web', ExecRequest.parse(input), systemClock, stop)
}

const hasCode = (code: string) => (error: unknown) => (error as { readonly code?: unknown }).code === code

describe('exec through the guest agent', () => {
  test('gives output and exit code, and passes arguments, input and environment', async () => {
    const agent = agentThat({ exitcode: 3, 'out-data': 'aGk=', 'err-data': 'bm8=', 'out-truncated': true })
    const result = await run(agent, { command: ['printf', '%s', 'a b'], stdin: 'eA==', environment: { A: '1' } })
    assert.deepEqual(result, { exitCode: 3, stdout: 'aGk=', stderr: 'bm8=', truncated: true })
    const started = agent.commands[0]?.arguments
    assert.equal(started?.['path'], 'printf')
    assert.deepEqual(started['arg'], ['%s', 'a b'])
    assert.equal(started['input-data'], 'eA==')
    assert.deepEqual((started['env'] as string[]).slice(-2), ['LANG=C.UTF-8', 'A=1'])
  })

  test('an end by a signal is 128 and the signal', async () => {
    assert.equal((await run(agentThat({ signal: 9 }), { command: ['x'] })).exitCode, 137)
  })

  test('output that is no base64 still comes out as base64', async () => {
    const { stdout } = await run(agentThat({ exitcode: 0, 'out-data': '<b>\u001b[31m' }), { command: ['x'] })
    assert.match(stdout, /^[A-Za-z0-9+/]*=*$/)
  })

  test('a program that is not there is told with the reason of the guest', async () => {
    const desc = 'Guest agent command failed: Failed to execute child process “nosuch” (No such file or directory)'
    const agent = new FakeAgent(() => ({ error: { class: 'GenericError', desc } }))
    await assert.rejects(run(agent, { command: ['nosuch'] }), (error: unknown) => {
      assert.ok(hasCode('exec.not-found')(error))
      assert.match(String(error), /could not run "nosuch": No such file or directory\./)
      return true
    })
  })

  test('control characters of the guest do not reach the message', async () => {
    const agent = new FakeAgent(() => ({ error: { class: 'GenericError', desc: 'a\u001b]0;x\u0007b\nc' } }))
    await assert.rejects(run(agent, { command: ['x'] }), /not run "x": a \]0;x b c\./)
  })

  test('a command that runs too long is killed with its children, and that is said', async () => {
    const agent = new FakeAgent(({ execute, arguments: { pid } }) =>
      execute === 'guest-exec' ? { return: { pid: agent.commands.length } } : { return: { exited: killed(pid) } },
    )
    const killed = (pid: unknown) => pid !== 1 || agent.commands.some((c) => c.arguments['path'] === '/bin/sh')
    await assert.rejects(run(agent, { command: ['sleep', 'inf'], timeoutMs: 30 }), hasCode('exec.timeout'))
    const killer = agent.commands.find((command) => command.arguments['path'] === '/bin/sh')
    assert.deepEqual((killer?.arguments['arg'] as string[] | undefined)?.slice(-2), ['end', '1'])
    assert.deepEqual(agent.commands.at(-1)?.arguments, { pid: 1 })
  })

  test('an aborted command is killed too', async () => {
    const stop = new AbortController()
    const agent = new FakeAgent(({ execute }) => {
      if (execute === 'guest-exec-status') queueMicrotask(() => stop.abort(new Error('gone home')))
      return { return: execute === 'guest-exec' ? { pid: 5 } : { exited: stop.signal.aborted } }
    })
    await assert.rejects(run(agent, { command: ['sleep', 'inf'] }, stop.signal), /gone home/)
    assert.ok(agent.commands.some((command) => command.arguments['path'] === '/bin/sh'))
  })
})

describe('readiness of the guest agent', () => {
  test('nothing is sent before the guest opens the port', async () => {
    const agent = new FakeAgent()
    const port = new AgentPort()
    const ready = untilReady(new AgentSession(agent.connect), port, systemClock, signal)
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(agent.syncs, 0)
    port.set(true)
    await ready
    assert.equal(agent.syncs, 1)
  })

  test('an agent that is busy at first is asked again', async () => {
    const agent = new FakeAgent()
    const port = new AgentPort()
    port.set(true)
    let hangUps = 0
    const connect = async () => {
      const socket = await agent.connect()
      if (hangUps++ < 2) agent.peer.hangUp()
      return socket
    }
    await untilReady(new AgentSession(connect), port, systemClock, signal)
    assert.equal(hangUps, 3)
  })

  test('an agent that has answered a moment ago is not asked again, until the guest is stopped', async () => {
    const agent = new FakeAgent()
    const port = new AgentPort()
    const session = new AgentSession(agent.connect)
    port.set(true)
    for (let time = 0; time < 3; time++) await untilReady(session, port, systemClock, signal)
    assert.equal(agent.syncs, 1)
    session.doubt()
    await untilReady(session, port, systemClock, signal)
    assert.equal(agent.syncs, 2)
  })

  test('waiting ends with the reason of the signal', async () => {
    const stop = new AbortController()
    const ready = untilReady(new AgentSession(new FakeAgent().connect), new AgentPort(), systemClock, stop.signal)
    stop.abort(new Error('no patience'))
    await assert.rejects(ready, /no patience/)
  })
})
