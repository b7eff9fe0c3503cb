import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { connectOrStart } from '../../../src/connect/connect-or-start.ts'
import { startDaemon } from '../../../src/connect/start-daemon.ts'
import { identityOf, untilGone } from '../../../src/host/process.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

const soon = () => AbortSignal.timeout(15_000)
const get = { method: 'GET', path: '/' } as const
const program = fileURLToPath(new URL('../../support/small-daemon.ts', import.meta.url))

/** How a daemon that behaves so is started in a folder. */
function options(dir: TempDir, behaviour: string, onStarting?: () => void) {
  return {
    paths: { state: dir.path, runtime: dir.path, cache: dir.path },
    daemonCommand: { file: process.execPath, args: [program, dir.path, behaviour], environment: process.env },
    onStarting,
  }
}

/** Ends a daemon whose answer was its process. */
function end(pid: string): void {
  process.kill(Number(pid), 'SIGTERM')
}

describe('a daemon is started on demand', () => {
  test('by the first request, and only by that', async () => {
    await using dir = await TempDir.make('stroj-start')
    let starts = 0
    const wire = connectOrStart(options(dir, 'lives', () => starts++))
    assert.equal(starts, 0)
    const { text: pid } = await wire.request(get, soon())
    assert.equal((await wire.request(get, soon())).text, pid)
    assert.equal(starts, 1)
    end(pid)
  })

  test('once for several who come at the same moment', async () => {
    await using dir = await TempDir.make('stroj-start')
    const wires = Array.from({ length: 4 }, () => connectOrStart(options(dir, 'lives')))
    const answers = await Promise.all(wires.map((wire) => wire.request(get, soon())))
    const [pid = '', ...others] = new Set(answers.map(({ text }) => text))
    assert.deepEqual(others, [], 'one daemon answered them all')
    end(pid)
  })

  test('again after it has died', async () => {
    await using dir = await TempDir.make('stroj-start')
    const wire = connectOrStart(options(dir, 'lives'))
    const first = await wire.request(get, soon())
    const identity = identityOf(Number(first.text))
    assert.ok(identity)
    process.kill(identity.pid, 'SIGKILL')
    assert.ok(await untilGone(identity, 5000))
    const second = await wire.request(get, soon())
    assert.notEqual(first.text, second.text)
    end(second.text)
  })

  test('in place of one that still has the lock, but ends', async () => {
    await using dir = await TempDir.make('stroj-start')
    const { takeDaemonLock } = await import('../../../src/store/daemon-lock.ts')
    const lock = takeDaemonLock(join(dir.path, 'lock'))
    assert.ok(lock)
    const asked = connectOrStart(options(dir, 'lives', () => setTimeout(() => lock[Symbol.dispose](), 700))).request(
      get,
      soon(),
    )
    end((await asked).text)
  })
})

describe('a daemon that does not come up', () => {
  const cases: readonly (readonly [behaviour: string, fault: object])[] = [
    ['refuses', { name: 'RemoteFault', code: 'host.unwritable', message: /read-only/ }],
    ['dies', { code: 'daemon.start-failed', message: /it ended with code 7: two \/ three \/ four/ }],
    ['is killed', { code: 'daemon.start-failed', message: /it was killed by SIGKILL/ }],
    ['babbles', { code: 'daemon.start-failed', message: /it said "hello"/ }],
  ]
  for (const [behaviour, fault] of cases) {
    test(`since it ${behaviour}, is told with its reason`, async () => {
      await using dir = await TempDir.make('stroj-start')
      await assert.rejects(connectOrStart(options(dir, behaviour)).request(get, soon()), fault)
    })
  }

  test('since there is no such program, is told', async () => {
    await using dir = await TempDir.make('stroj-start')
    const { paths } = options(dir, '')
    const daemonCommand = { file: join(dir.path, 'nothing'), args: [], environment: {} }
    await assert.rejects(startDaemon({ paths, daemonCommand }, soon()), {
      code: 'daemon.start-failed',
      message: /ENOENT/,
    })
  })

  test('is not waited for when the caller has had enough', async () => {
    await using dir = await TempDir.make('stroj-start')
    const stop = new AbortController()
    const { paths, daemonCommand } = options(dir, 'lives')
    const started = startDaemon(
      { paths, daemonCommand, onStarting: () => stop.abort(new Error('enough')) },
      stop.signal,
    )
    await assert.rejects(started, /enough/)
  })
})

test('a socket that an ended daemon has left is as good as none', async () => {
  await using dir = await TempDir.make('stroj-start')
  const socket = join(dir.path, 'strojd.sock')
  const { spawn } = await import('node:child_process')
  const script = `require('node:net').createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, 'SIGKILL'))`
  await once(spawn(process.execPath, ['-e', script]), 'exit')
  let starts = 0
  const start = async () => {
    starts += 1
    const { rm } = await import('node:fs/promises')
    await rm(socket)
    const server = createServer((connection) => {
      connection.resume().once('data', () => connection.end('HTTP/1.1 200 OK\r\n\r\nhello'))
    })
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    server.unref()
  }
  const { unixWire } = await import('../../../src/connect/unix-wire.ts')
  assert.equal((await unixWire({ socket, start }).request(get, soon())).text, 'hello')
  assert.equal(starts, 1)
})
