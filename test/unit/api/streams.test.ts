import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pump } from '../../../src/api/stream/pump.ts'
import { withHeartbeat } from '../../../src/api/stream/with-heartbeat.ts'
import { ApiBench } from '../../support/api-bench.ts'
import { collect } from '../../support/collect.ts'

describe('events', () => {
  test('come as they happen, each with an id after which one can go on', async () => {
    await using bench = await ApiBench.make()
    const stop = new AbortController()
    const { events } = bench.services.deps
    const seen: string[] = []
    let last = ''
    const watched = (async () => {
      for await (const event of bench.client.watchEvents({ signal: stop.signal })) {
        seen.push(event.subject)
        last = event.id
        if (seen.length === 2) return
      }
    })()
    // The stream begins with a heartbeat; only what happens after that is promised.
    while (seen.length === 0) {
      events.publish('instance.changed', 'one')
      await new Promise((resolve) => setImmediate(resolve))
    }
    events.publish('instance.changed', 'two')
    await watched
    events.publish('instance.changed', 'three')
    for await (const event of bench.client.watchEvents({ after: last, signal: AbortSignal.timeout(5000) })) {
      assert.notEqual(event.kind, 'resync')
      if (event.subject === 'three') break
    }
  })

  test('of a daemon that is gone cannot be gone on with: the reader is told to resync', async () => {
    await using bench = await ApiBench.make()
    for await (const event of bench.client.watchEvents({ after: 'abcdefgh.7', signal: AbortSignal.timeout(5000) })) {
      assert.equal(event.kind, 'resync')
      break
    }
  })

  test('end when the daemon does', async () => {
    const bench = await ApiBench.make()
    const events = bench.client.watchEvents({ after: 'abcdefgh.7' })
    await events.next()
    const rest = events.next()
    await bench[Symbol.asyncDispose]()
    assert.deepEqual(await rest, { done: true, value: undefined })
  })

  test('the header of EventSource says the same as the query', async () => {
    await using bench = await ApiBench.make()
    const request = { method: 'GET', path: '/v1/events', headers: { 'last-event-id': 'abcdefgh.7' } } as const
    const { body } = await bench.wire.stream(request, AbortSignal.timeout(5000))
    let all = ''
    for await (const chunk of body) {
      all += Buffer.from(chunk).toString()
      if (all.includes('data:')) break
    }
    assert.match(all, /^:\n\nid: [a-z0-9]{8}\.0\nevent: resync\ndata: \{.*\}\n\n$/)
  })
})

describe('an operation', () => {
  test('is watched until its end', async () => {
    await using bench = await ApiBench.make()
    const { promise, resolve } = Promise.withResolvers<void>()
    bench.services.library.gate = promise
    const begun = await bench.client.createImage({ kind: 'build', recipe: 'tiny' })
    const phases: string[] = []
    for await (const { state, phase } of bench.client.watchOperation(begun.id)) {
      phases.push(`${state} ${phase}`)
      if (phase === 'building tiny') resolve()
    }
    assert.ok(phases.includes('running building tiny'))
    assert.match(phases.at(-1) ?? '', /^done/)
  })

  test('that is not there is a plain refusal, not an empty stream', async () => {
    await using bench = await ApiBench.make()
    const watched = bench.client.watchOperation('abcdefghijklmnop')
    await assert.rejects(watched.next(), { code: 'operation.not-found' })
  })

  test('whose daemon stops is said to be cut off', async () => {
    const bench = await ApiBench.make()
    bench.services.library.gate = new Promise(() => {})
    const begun = await bench.client.createImage({ kind: 'build', recipe: 'tiny' })
    const ended = bench.client.waitForOperation(begun)
    const refused = assert.rejects(ended, { code: 'daemon.stopping' })
    await bench.client.showOperation(begun.id)
    await bench[Symbol.asyncDispose]()
    await refused
  })
})

describe('a log', () => {
  test('is given as it is', async () => {
    await using bench = await ApiBench.make()
    const name = await bench.services.createRunning('web')
    const guest = await bench.services.guestOf(name)
    guest.print('\u001b[31mlogin:\u0000 ')
    const log = Buffer.concat(await collect(bench.client.instanceLog('web')))
    assert.deepEqual(log, Buffer.concat(guest.serialLog))
  })

  test('is followed until the reader leaves, and then nobody reads it any more', async () => {
    await using bench = await ApiBench.make()
    const name = await bench.services.createRunning('web')
    const guest = await bench.services.guestOf(name)
    guest.print('first')
    let all = ''
    for await (const chunk of bench.client.instanceLog('web', { follow: true, signal: AbortSignal.timeout(5000) })) {
      all += Buffer.from(chunk).toString()
      if (all.endsWith('first')) guest.print('more')
      if (all.endsWith('more')) break
    }
    assert.match(all, /firstmore$/)
  })

  test('is not promised to be text', async () => {
    await using bench = await ApiBench.make()
    await bench.services.createRunning('web')
    const request = { method: 'GET', path: '/v1/instances/web/log' } as const
    const { header } = await bench.wire.request(request, AbortSignal.timeout(5000))
    assert.equal(header('content-type'), 'application/octet-stream')
    assert.equal(header('x-content-type-options'), 'nosniff')
  })
})

describe('a slow reader', () => {
  test('holds up the source', async () => {
    let given = 0
    async function* source() {
      for (;;) yield Uint8Array.of(given++)
    }
    const listeners = new Map<string, () => void>()
    const sink = {
      destroyed: false,
      write: () => false,
      once: (event: string, listener: () => void) => listeners.set(event, listener),
      off: (event: string) => listeners.delete(event),
    }
    const pumped = pump(source(), sink)
    const drain = async () => {
      while (!listeners.has('drain')) await new Promise((resolve) => setImmediate(resolve))
      const wake = listeners.get('drain')
      wake?.()
    }
    await drain()
    await drain()
    assert.ok(given <= 3, `${given} pieces were taken`)
    while (!listeners.has('close')) await new Promise((resolve) => setImmediate(resolve))
    sink.destroyed = true
    listeners.get('close')?.()
    await pumped
    assert.equal(listeners.size, 0)
  })
})

describe('a heartbeat', () => {
  test('comes first, and whenever nothing else does', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    async function* source() {
      await promise
      yield 'news'
    }
    const seen: string[] = []
    for await (const item of withHeartbeat(source(), 'beat', 1)) {
      seen.push(item)
      if (seen.length === 3) resolve()
    }
    assert.deepEqual(seen.slice(0, 3), ['beat', 'beat', 'beat'])
    assert.equal(seen.at(-1), 'news')
  })

  test('does not hide that the source fails', async () => {
    async function* source(): AsyncGenerator<string> {
      yield 'news'
      throw new Error('broken')
    }
    const seen: string[] = []
    await assert.rejects(async () => {
      for await (const item of withHeartbeat(source(), 'beat', 1000)) seen.push(item)
    }, /broken/)
    assert.deepEqual(seen, ['beat', 'news'])
  })
})
