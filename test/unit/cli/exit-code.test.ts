import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCodeOf, guestExitCodeOf } from '../../../src/cli/exit-code.ts'
import { isDaemonGone, NotStarted, OutOfTime, problemOf } from '../../../src/cli/problem-of.ts'
import { tellProblem } from '../../../src/cli/render/problem.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'
import { Fault } from '../../../src/model/fault.ts'
import { RemoteFault } from '../../../src/sdk/remote-fault.ts'
import { plain } from './models.ts'

const cases: readonly (readonly [error: Error, code: number, inGuest: number])[] = [
  [new UsageError('x'), 2, 125],
  [new Fault('instance.not-found', { name: 'web' }), 3, 125],
  [new Fault('instance.exists', { name: 'web' }), 4, 125],
  [new Fault('host.unwritable', { path: '/x', reason: 'y' }), 5, 125],
  [new Fault('daemon.unreachable', { socket: '/x', reason: 'y' }), 6, 125],
  [new NotStarted(new Fault('host.unwritable', { path: '/x', reason: 'y' })), 5, 125],
  [new Fault('agent.silent', { name: 'web', waitedMs: 1 }), 7, 125],
  [new Fault('exec.timeout', { name: 'web', timeoutMs: 1 }), 7, 7],
  [new OutOfTime(5), 7, 7],
  [new Fault('exec.not-found', { name: 'web', command: 'x', reason: 'No such file or directory' }), 2, 127],
  [new Fault('exec.not-found', { name: 'web', command: 'x', reason: 'Permission denied' }), 2, 126],
  [new Fault('spec.invalid', { issues: [] }), 2, 125],
  [new TypeError('a bug'), 1, 125],
]

for (const [error, code, inGuest] of cases) {
  test(`${'code' in error ? String(error.code) : error.name} ends with ${code}, and with ${inGuest} for a command in a guest`, () => {
    const problem = problemOf(error)
    assert.equal(exitCodeOf(problem), code)
    assert.equal(guestExitCodeOf(problem), inGuest)
  })
}

test('a daemon that went away is told from everything else', () => {
  assert.equal(isDaemonGone(new Fault('daemon.stopping', undefined)), true)
  assert.equal(isDaemonGone(new Fault('daemon.unreachable', { socket: 's', reason: 'r' })), true)
  assert.equal(isDaemonGone(new Fault('instance.not-found', { name: 'web' })), false)
})

async function told(error: Error, format: 'table' | 'json'): Promise<string> {
  let written = ''
  const screen = { paintError: plain, writeError: async (text: string | Uint8Array) => void (written += String(text)) }
  await tellProblem(problemOf(error), error, { screen, format, verbose: false })
  return written
}

test('an error says what, why and what to do', async () => {
  assert.equal(
    await told(new Fault('instance.exists', { name: 'web' }), 'table'),
    'Error: An instance named "web" exists already.\nHint: Choose another name, or remove it with `stroj rm web`.\n',
  )
})

test('several issues stand under each other, in the words of the spec and not of the request', async () => {
  const issues = [
    { path: 'body.spec.memory', message: 'too little' },
    { path: 'body.name', message: 'bad\u001b[2J' },
  ]
  assert.equal(
    await told(new Fault('request.invalid', { issues }), 'table'),
    'Error: The request is not valid:\n  memory: too little\n  name: bad\\u001b[2J\n',
  )
  assert.match(
    await told(new Fault('request.invalid', { issues: issues.slice(0, 1) }), 'table'),
    /: memory: too little\.\n/,
  )
})

test('programs get the problem object', async () => {
  const fault = new RemoteFault({
    type: 't',
    title: 'x',
    status: 404,
    code: 'image.not-found',
    hint: 'h',
    details: { image: 'y' },
  })
  assert.deepEqual(JSON.parse(await told(fault, 'json')), { ...fault.toProblem() })
})
