import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { describe, test } from 'node:test'
import type { WebSocket } from 'ws'
import type { Line } from '../../../src/api/answer.ts'
import { matchPath } from '../../../src/api/console/match-path.ts'
import { serveLine } from '../../../src/api/console/serve-line.ts'
import { ApiBench } from '../../support/api-bench.ts'
import { collect } from '../../support/collect.ts'
import { request } from '../../support/raw-http.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Reads until the text has come. */
async function until(output: AsyncIterator<Uint8Array>, wanted: string): Promise<string> {
  let all = ''
  while (!all.includes(wanted)) {
    const { done, value } = await output.next()
    if (done === true) throw new Error(`it ended after ${JSON.stringify(all)}`)
    all += Buffer.from(value).toString()
  }
  return all
}

describe('a console', () => {
  test('shows what was there, echoes what is typed, and ends with the instance', async () => {
    await using bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    using console = await bench.client.attachConsole('web', { size: { columns: 80, rows: 24 } })
    const output = console.output[Symbol.asyncIterator]()
    await until(output, '\r\n')
    await console.write(bytes('\u0003exit\r\u0000'))
    assert.equal(await until(output, '\u0000'), '\u0003exit\r\u0000')
    guest.shutDown()
    assert.equal((await output.next()).done, true)
  })

  test('has several viewers', async () => {
    await using bench = await ApiBench.make()
    await bench.services.createRunning('web')
    using one = await bench.client.attachConsole('web')
    using two = await bench.client.attachConsole('web')
    const outputs = [one, two].map(({ output }) => output[Symbol.asyncIterator]())
    await one.write(bytes('hello'))
    for (const output of outputs) await until(output, 'hello')
  })

  test('is told how large the terminal of a viewer is, after what was typed before', async () => {
    await using bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    using console = await bench.client.attachConsole('web')
    const output = console.output[Symbol.asyncIterator]()
    await console.resize({ columns: 132, rows: 50 })
    await console.write(bytes('after'))
    await until(output, 'after')
    assert.deepEqual(guest.sizes, [{ columns: 132, rows: 50 }])
  })

  test('carries megabytes unchanged', async () => {
    await using bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    using console = await bench.client.attachConsole('web')
    const output = console.output[Symbol.asyncIterator]()
    await until(output, '\r\n')
    const sent = Array.from({ length: 100 }, (_, index) => new Uint8Array(64 * 1024).fill(index))
    for (const chunk of sent) guest.serialLog.push(chunk)
    guest.type(bytes('end'))
    const got: Uint8Array[] = []
    for (let size = 0; size < 100 * 64 * 1024 + 3; ) {
      const { value } = await output.next()
      got.push(value as Uint8Array)
      size += (value as Uint8Array).length
    }
    assert.ok(Buffer.concat(got).equals(Buffer.concat([...sent, bytes('end')])))
  })

  test('ends for its viewers when the daemon stops, while the instance goes on', async () => {
    const bench = await ApiBench.make()
    const guest = await bench.services.guestOf(await bench.services.createRunning('web'))
    using console = await bench.client.attachConsole('web')
    const output = console.output[Symbol.asyncIterator]()
    await until(output, '\r\n')
    const rest = assert.rejects(output.next(), { code: 'daemon.stopping' })
    await bench[Symbol.asyncDispose]()
    await rest
    assert.equal(guest.ending, undefined)
  })

  test('that there is not is refused with the same problem as elsewhere', async () => {
    await using bench = await ApiBench.make()
    await bench.services.create('web')
    await assert.rejects(bench.client.attachConsole('nobody'), { name: 'RemoteFault', code: 'instance.not-found' })
    await assert.rejects(bench.client.attachConsole('web'), { code: 'instance.wrong-state', status: 409 })
  })

  test('asked for without a WebSocket says so', async () => {
    await using bench = await ApiBench.make()
    const answer = await request(bench.socket, 'GET /v1/instances/web/console')
    assert.equal(answer.status, 426)
  })

  test('a WebSocket where there is none is refused', async () => {
    await using bench = await ApiBench.make()
    for (const path of ['/v1/host', '/v1/instances/web/consol', '/v1/instances/%zz/console']) {
      await assert.rejects(bench.wire.socket(path, AbortSignal.timeout(5000)), { code: 'request.not-found' })
    }
    const path = '/v1/instances/web/console?columns=80'
    await assert.rejects(bench.wire.socket(path, AbortSignal.timeout(5000)), { code: 'request.invalid' })
  })

  test('a handshake that is none does not leave a viewer behind', async () => {
    await using bench = await ApiBench.make()
    await bench.services.createRunning('web')
    const answer = await request(bench.socket, 'GET /v1/instances/web/console', [
      'host: localhost',
      'upgrade: websocket',
      'connection: upgrade',
      'sec-websocket-version: 12',
    ])
    assert.equal(answer.status, 400)
  })

  for (const [what, frame] of [
    ['no JSON', '{'],
    ['another wish', '{"power":"off"}'],
    ['a size of nothing', '{"resize":{"columns":0,"rows":1}}'],
  ] as const) {
    test(`a text frame with ${what} ends the viewer`, async () => {
      await using bench = await ApiBench.make()
      await bench.services.createRunning('web')
      const socket = await bench.wire.socket('/v1/instances/web/console', AbortSignal.timeout(5000))
      await socket.send(frame)
      await assert.rejects(collect(socket.received), /request\.(malformed|invalid)/)
    })
  }
})

/** As much of a WebSocket as `serveLine` uses; the test decides when a message is taken. */
class Viewer extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  readonly unsent: (() => void)[] = []
  readonly log: string[] = []
  send(_chunk: Uint8Array, _options: object, taken: () => void): void {
    this.unsent.push(taken)
  }
  pause(): void {
    this.log.push('pause')
  }
  resume(): void {
    this.log.push('resume')
  }
  close(code: number): void {
    this.log.push(`close ${code}`)
    this.readyState = 3
    this.emit('close')
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('the two ends of a console keep step', () => {
  test('a viewer that does not read holds up the line', async () => {
    let given = 0
    async function* output() {
      for (;;) yield Uint8Array.of(given++)
    }
    const viewer = new Viewer()
    const line: Line = {
      output: output(),
      write: async () => {},
      resize: async () => {},
      [Symbol.asyncDispose]: async () => {},
    }
    const served = serveLine(viewer as unknown as WebSocket, line, new AbortController().signal)
    await turn()
    assert.equal(given, 1)
    viewer.unsent.shift()?.()
    await turn()
    assert.equal(given, 2)
    viewer.close(1000)
    await served
  })

  test('a line that does not take what is typed holds up the viewer', async () => {
    const taken = Promise.withResolvers<void>()
    const typed: string[] = []
    const left = new AbortController()
    async function* output(): AsyncGenerator<Uint8Array> {
      await new Promise((resolve) => left.signal.addEventListener('abort', resolve))
      yield bytes('too late')
    }
    const viewer = new Viewer()
    const line: Line = {
      output: output(),
      write: async (message) => {
        typed.push(Buffer.from(message).toString())
        await taken.promise
      },
      resize: async () => {},
      [Symbol.asyncDispose]: async () => left.abort(),
    }
    const served = serveLine(viewer as unknown as WebSocket, line, new AbortController().signal)
    viewer.emit('message', Buffer.from('a'), true)
    viewer.emit('message', Buffer.from('b'), true)
    await turn()
    assert.deepEqual(typed, ['a'])
    assert.deepEqual(viewer.log, ['pause', 'pause'])
    taken.resolve()
    await turn()
    assert.deepEqual(typed, ['a', 'b'])
    assert.deepEqual(viewer.log, ['pause', 'pause', 'resume'])
    viewer.close(1000)
    await served
    assert.equal(left.signal.aborted, true)
  })
})

test('a path is matched part by part', () => {
  const pattern = '/v1/instances/:name/console'
  assert.deepEqual(matchPath(pattern, '/v1/instances/web/console'), { name: 'web' })
  assert.deepEqual(matchPath(pattern, '/v1/instances/a%2Fb/console'), { name: 'a/b' })
  assert.equal(matchPath(pattern, '/v1/instances/a/b/console'), undefined)
  assert.equal(matchPath(pattern, '/v1/instances/%/console'), undefined)
})
