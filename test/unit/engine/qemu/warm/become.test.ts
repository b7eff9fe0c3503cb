import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { makeCalls } from '../../../../../src/engine/qemu/warm/give-identity.ts'
import { callsToBecome } from '../../../../../src/engine/qemu/warm/guest/become.ts'
import { callsProgram } from '../../../../../src/engine/qemu/warm/guest/calls-program.ts'
import { type Call, toFrame } from '../../../../../src/engine/qemu/warm/guest/frame.ts'
import { readSurvey, surveyText } from '../../../../../src/engine/qemu/warm/guest/survey.ts'
import { sshKeyKinds } from '../../../../../src/host/ssh-host-key.ts'
import type { WarmSurvey } from '../../../../../src/model/warm.ts'

const never = new AbortController().signal
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stroj-become-'))
  await writeFile(join(folder, 'become'), callsProgram(), { mode: 0o755 })
})
after(() => rm(folder, { recursive: true }))

/** The program at work on this kernel. */
async function withProgram<T>(work: (line: Parameters<typeof makeCalls>[0]) => Promise<T>): Promise<T> {
  const child = spawn(join(folder, 'become'), { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const socket = child.stdio[3] as Socket
  try {
    return await work({
      input: socket.iterator({ destroyOnReturn: false }),
      write: async (bytes) => void socket.write(bytes),
      close: () => socket.destroy(),
    })
  } finally {
    socket.end()
    assert.deepEqual(await ended, [0, null])
  }
}

describe('the program that waits in a guest', () => {
  test('makes the calls that it is told, in order, with texts and bytes, and ends when the host hangs up', async () => {
    const file = join(folder, 'written')
    await writeFile(file, 'a text that is longer')
    const calls = (text: string): readonly Call[] => [
      { number: 2, args: [file, 0o1001] },
      { number: 1, args: [4, Buffer.from(text), text.length], must: { give: text.length, orElse: 'not written' } },
      { number: 3, args: [4], must: { give: 0, orElse: 'not closed' } },
    ]
    await withProgram(async (line) => {
      await makeCalls(line, [], never)
      await makeCalls(line, calls('once'), never)
      await makeCalls(line, calls('x'.repeat(100_000)), never)
      assert.equal((await stat(file)).size, 100_000)
      await makeCalls(line, calls('again'), never)
    })
    assert.equal(await readFile(file, 'utf8'), 'again')
  })

  test('says what could not be done, and with which error', async () => {
    const calls: readonly Call[] = [
      { number: 2, args: ['/nothing/here', 0] },
      { number: 3, args: [4], must: { give: 0, orElse: 'it was not closed' } },
    ]
    await assert.rejects(
      withProgram((line) => makeCalls(line, calls, never)),
      /^Error: it was not closed \(error 9\)$/,
    )
  })

  test('fills the pool of randomness of this kernel and has its key made anew', async (t) => {
    if (process.getuid?.() !== 0) return t.skip('only root may ask for it')
    const calls = callsToBecome({ identity, survey, keys: new Map(), now: new Date() })
    const ofSeed = calls.slice(
      0,
      calls.findIndex(({ number }) => number === 227),
    )
    assert.deepEqual(
      ofSeed.flatMap(({ must }) => (must ? [must.give] : [])),
      [64, 0],
    )
    await withProgram((line) => makeCalls(line, ofSeed, never))
  })

  test('is told no more than it has room for', () => {
    assert.throws(() => toFrame([{ number: 1, args: [1, new Uint8Array(200_000)] }]), RangeError)
  })
})

const identity = {
  name: 'web',
  uuid: '00112233-4455-6677-8899-aabbccddeeff',
  machineId: 'c'.repeat(32),
  bootId: 'd'.repeat(32),
  busId: 'e'.repeat(32),
  seed: 'ab'.repeat(64),
  macs: [{ from: '52:54:00:00:00:01', to: '52:54:00:00:00:02' }],
}

const survey: WarmSurvey = {
  name: 'warm',
  hosts: '127.0.0.1 localhost\n127.0.1.1\twarm.home warm\n',
  nameFiles: ['/etc/hostname'],
  machineFiles: ['/etc/machine-id'],
  seedFiles: [],
  nics: [{ mac: '52:54:00:00:00:01', name: 'eth0', ipv6: true }],
  journald: 77,
  journals: [{ folder: '/var/log/journal', old: 'a'.repeat(32), files: ['/var/log/journal/old/system.journal'] }],
  sshKeys: ['ed25519'],
  sshd: [88],
}

test('a fork takes its name, addresses, machine id, keys and journal with calls alone', () => {
  const keys = new Map([['ed25519', { secret: 'secret key', open: 'open key' }] as const])
  const now = new Date(1_700_000_000_250)
  const said = callsToBecome({ identity, survey, keys, now }).map(({ number, args }) =>
    [number, ...args.map((arg) => (typeof arg === 'object' ? Buffer.from(arg).toString('latin1') : arg))].join(' '),
  )
  const index = (text: string) => said.findIndex((line) => line.includes(text))
  assert.ok(said.includes('170 web 3'))
  assert.ok(index('127.0.1.1\twarm.home web\n') > 0)
  assert.ok(said.includes(`1 4 ${'c'.repeat(32)}\n 33`))
  assert.ok(said.includes(`82 /var/log/journal/${'a'.repeat(32)} /var/log/journal/${'c'.repeat(32)}`))
  assert.ok(index('secret key') < index('62 88 1'))
  assert.equal(said.at(-1), '62 77 9')
  const [setClock = ''] = said.filter((line) => line.startsWith('227 '))
  const time = Buffer.from(setClock.slice(6), 'latin1')
  assert.equal(time.readBigInt64LE(0), 1_700_000_000n)
  assert.equal(time.readBigInt64LE(8), 250_000_000n)
  const request = said.find((line) => line.startsWith('16 4 35108')) ?? ''
  assert.match(request, /eth0\0{12}\x01\0RT\0\0\0\x02/)
})

test('a nic that the guest did not have is said to be missing', () => {
  const calls = callsToBecome({ identity, survey: { ...survey, nics: [] }, keys: new Map(), now: new Date() })
  assert.ok(calls.some(({ must }) => must?.orElse === 'the address 52:54:00:00:00:02 was not taken'))
})

describe('the program that looks at a guest', () => {
  test('runs in every shell of POSIX, and is understood', async () => {
    const text = execFileSync('sh', ['-s'], {
      input: await surveyText(),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const found = readSurvey(text, '')
    assert.ok('survey' in found)
    assert.equal(found.survey.name, execFileSync('cat', ['/proc/sys/kernel/hostname'], { encoding: 'utf8' }).trim())
    assert.equal(found.survey.hosts, null)
    assert.ok(found.called.boot)
  })

  test('finds what forks must change, and what they cannot', () => {
    const lines = [
      'name warm',
      `machine ${'a'.repeat(32)}`,
      'nic 52:54:00:00:00:01 0 eth0',
      'nic 00:00:00:00:00:00 - lo',
      'journald 77',
      'journal /var/log/journal',
      'journal-file /var/log/journal/x/system.journal',
      'journal-file /var/log/journal/x/*',
      ...sshKeyKinds.map((kind) => `ssh-key ${kind}`),
      'sshd 1',
      'sshd 90',
    ]
    const found = readSurvey(lines.join('\n'), '127.0.1.1 warm\n')
    assert.ok('survey' in found)
    assert.deepEqual(
      found.survey.nics.map(({ name, ipv6 }) => [name, ipv6]),
      [
        ['eth0', true],
        ['lo', false],
      ],
    )
    assert.deepEqual(found.survey.journals[0]?.files, ['/var/log/journal/x/system.journal'])
    assert.deepEqual(found.survey.sshd, [90])
    assert.deepEqual(found.survey.sshKeys, sshKeyKinds)
    const strange = readSurvey(`${lines.join('\n')}\nssh-key dsa`, '')
    assert.ok('unfit' in strange && strange.unfit.includes('"dsa"'))
    assert.ok('unfit' in readSurvey(lines.join('\n'), 'x'.repeat(50_000)))
  })
})
