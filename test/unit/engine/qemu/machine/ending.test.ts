import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Ending } from '../../../../../src/contract/engine.ts'
import { endingOf, lastWordsOf, type Traces } from '../../../../../src/engine/qemu/machine/ending.ts'

const nothing: Traces = {
  asked: false,
  shutdown: undefined,
  exit: null,
  otherBoot: false,
  noMemory: undefined,
  socketLeft: false,
  lastWords: '',
}
const killed = { code: null, signal: 'SIGKILL' }
const atLimit = { atOwnLimit: true, limitBytes: 3 * 2 ** 30, mostBytes: 3 * 2 ** 30 }
const complaint = 'Could not open disk'

describe('how a run has ended', () => {
  const cases: readonly (readonly [string, Partial<Traces>, Ending['kind'], RegExp])[] = [
    ['asked for, whatever the traces', { asked: true, exit: killed }, 'asked', /by request/],
    [
      'the guest shut down',
      { shutdown: 'guest-shutdown', exit: { code: 0, signal: null } },
      'guest-shutdown',
      /shut down/,
    ],
    ['the guest panicked', { shutdown: 'guest-panic' }, 'crashed', /panicked/],
    ['told to quit by someone else', { shutdown: 'host-qmp-quit' }, 'asked', /told to quit/],
    ['SIGTERM', { shutdown: 'host-signal', lastWords: 'terminating on signal 15 from pid 7 (x)' }, 'asked', /pid 7/],
    ['the sandbox', { exit: { code: null, signal: 'SIGSYS' } }, 'crashed', /sandbox/],
    ['a signal', { exit: killed, socketLeft: true }, 'crashed', /^killed by SIGKILL$/],
    ['no memory', { exit: killed, noMemory: atLimit }, 'crashed', /^out of memory: .* 3GiB .*memoryMax/],
    ['no memory while nobody watched', { noMemory: atLimit, socketLeft: true }, 'crashed', /^out of memory/],
    [
      'no memory on the host',
      { exit: killed, noMemory: { ...atLimit, atOwnLimit: false } },
      'crashed',
      /^out of memory: the host had none left, .* up to 3GiB; end others/,
    ],
    [
      'ended by somebody else than the kernel',
      { exit: { code: 1, signal: null }, noMemory: atLimit },
      'crashed',
      /code 1/,
    ],
    ['an error at the start', { exit: { code: 1, signal: null }, lastWords: complaint }, 'crashed', /code 1: Could/],
    ['in order, though nobody heard it say so', { exit: { code: 0, signal: null } }, 'guest-shutdown', /shut down/],
    ['a restart of the host', { otherBoot: true, socketLeft: true }, 'crashed', /host was restarted/],
    ['killed while nobody watched', { socketLeft: true }, 'crashed', /killed or crashed/],
    ['shut down while nobody watched', {}, 'guest-shutdown', /shut down/],
    ['SIGTERM while nobody watched', { lastWords: 'terminating on signal 15 from pid 7 (x)' }, 'asked', /signal 15/],
    ['an error while nobody watched', { lastWords: complaint }, 'crashed', /Could not open/],
  ]
  for (const [name, traces, kind, reason] of cases) {
    test(name, () => {
      const ending = endingOf({ ...nothing, ...traces })
      assert.equal(ending.kind, kind)
      assert.match(ending.reason, reason)
    })
  }
})

describe('the last words of QEMU', () => {
  test('are its last complaint, without its name and the advice after it', () => {
    const log = 'qemu-system-x86_64: first\nqemu-system-x86_64: no such machine\nUse -machine help to list them\n'
    assert.equal(lastWordsOf(log), 'no such machine')
  })

  test('features that the processor cannot have are named', () => {
    const warning = (who: string, name: string) =>
      `qemu-system-x86_64: warning: ${who} doesn't support requested feature: CPUID.07H:EBX.${name} [bit 16]\n`
    const end = (who: string) => `qemu-system-x86_64: ${who} doesn't support requested features\n`
    const both = (who: string, name: string) => `${warning(who, name)}${warning(who, name)}${warning(who, 'pku')}`
    assert.equal(
      lastWordsOf(both('TCG', 'sse4.1') + end('TCG')),
      'emulation (TCG) cannot give the guest these features of its processor: sse4.1, pku',
    )
    assert.equal(
      lastWordsOf(both('host', 'avx512f') + end('Host')),
      'KVM on this host cannot give the guest these features of its processor: avx512f, pku',
    )
    const many = Array.from({ length: 20 }, (_, index) => warning('host', `f${index}`)).join('')
    assert.match(lastWordsOf(many + end('Host')), /: f0, f1, .* f11 and 8 more$/)
  })

  test('are no warnings', () => {
    assert.equal(lastWordsOf('qemu-system-x86_64: warning: TCG lacks a feature\n'), '')
  })

  test('hold no control characters and are not endless', () => {
    assert.equal(lastWordsOf('a\u001b[31mb\r\n'), 'a [31mb')
    assert.equal(lastWordsOf('x'.repeat(5000)).length, 400)
  })
})
