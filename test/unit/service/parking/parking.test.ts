import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExecRequest, InstanceStop } from '../../../../src/model/instance.ts'
import type { Event } from '../../../../src/model/event.ts'
import type { InstanceName } from '../../../../src/model/name.ts'
import { SnapshotCreate } from '../../../../src/model/snapshot.ts'
import { attachConsole } from '../../../../src/service/instance/console.ts'
import { deleteInstance } from '../../../../src/service/instance/delete.ts'
import { execInInstance } from '../../../../src/service/instance/exec.ts'
import { pauseInstance } from '../../../../src/service/instance/pause.ts'
import { resetInstance } from '../../../../src/service/instance/reset.ts'
import { resumeInstance } from '../../../../src/service/instance/resume.ts'
import { setInstance } from '../../../../src/service/instance/set.ts'
import { showInstance } from '../../../../src/service/instance/show.ts'
import { startInstance } from '../../../../src/service/instance/start.ts'
import { stopInstance } from '../../../../src/service/instance/stop.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { keepParking } from '../../../../src/service/parking/keep.ts'
import { watchPorts } from '../../../../src/service/parking/watch-ports.ts'
import { createSnapshot } from '../../../../src/service/snapshot/create.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const never = new AbortController().signal
const spec = { park: { after: '30s' }, nics: [{ forward: ['8080:80'] }] }

/** A bench on which somebody parks and wakes. */
class Bench extends ServiceBench implements AsyncDisposable {
  readonly #stop = new AbortController()
  #kept: readonly Promise<void>[] = []

  keep(): void {
    this.#kept = [keepParking(this.deps, this.#stop.signal), watchPorts(this.deps, this.#stop.signal)]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#kept)
  }

  /** The next event of each of these kinds. */
  async toldOf(kinds: readonly string[]): Promise<readonly Event[]> {
    const found: Event[] = []
    for await (const event of this.deps.events.since(0, never)) {
      if (kinds.includes(event.kind)) found.push(event)
      if (found.length === kinds.length) break
    }
    return found
  }

  async stateOf(name: InstanceName): Promise<string> {
    return (await showInstance(this.deps, name, never)).state.kind
  }

  /** One that was idle for long enough. */
  async parked(): Promise<InstanceName> {
    const web = await this.createRunning('web', spec)
    this.keep()
    await this.clock.advance(60_000)
    assert.equal(await this.stateOf(web), 'parked')
    return web
  }
}

test('an instance that does nothing for its time is parked, and tells since when it does nothing before', async () => {
  await using bench = new Bench()
  const web = await bench.createRunning('web', spec)
  bench.keep()
  await bench.clock.advance(25_000)
  const { state, parking } = await showInstance(bench.deps, web, never)
  assert.deepEqual([state.kind, parking?.idleSince], ['running', '2026-01-01T00:00:00.000Z'])
  await bench.clock.advance(20_000)
  assert.equal(await bench.stateOf(web), 'parked')
  assert.deepEqual((await bench.guestOf(web)).status, { kind: 'paused' })
})

test('without `park` nothing is ever parked', async () => {
  await using bench = new Bench()
  const web = await bench.createRunning('web')
  bench.keep()
  await bench.clock.advance(3_600_000)
  assert.equal(await bench.stateOf(web), 'running')
})

test('a guest that works is not parked, and it is said why', async () => {
  await using bench = new Bench()
  const web = await bench.createRunning('web', spec)
  const guest = await bench.guestOf(web)
  bench.keep()
  for (let second = 0; second < 120; second += 2) {
    guest.usage = { ...guest.usage, cpuMs: guest.usage.cpuMs + 1000 }
    await bench.clock.advance(2000)
  }
  const { state, parking } = await showInstance(bench.deps, web, never)
  assert.equal(state.kind, 'running')
  assert.match(parking?.busy ?? '', /% of a processor/)
})

test('a console that is open keeps it awake, and a connection does', async () => {
  await using bench = new Bench()
  const web = await bench.createRunning('web', spec)
  bench.keep()
  const console = await attachConsole(bench.deps, web, 'serial', null)
  await bench.clock.advance(120_000)
  assert.equal(await bench.stateOf(web), 'running')
  await console[Symbol.asyncDispose]()
  bench.host.connections.set(8080, 1)
  await bench.clock.advance(120_000)
  assert.equal((await showInstance(bench.deps, web, never)).parking?.busy, '127.0.0.1:8080:80/tcp has a connection')
  bench.host.connections.set(8080, 0)
  await bench.clock.advance(60_000)
  assert.equal(await bench.stateOf(web), 'parked')
})

test('a connection to a port that leads into it wakes it within a tenth of a second, and is the reason', async () => {
  await using bench = new Bench()
  const told = bench.toldOf(['instance.parked', 'instance.woken'])
  const web = await bench.parked()
  bench.host.connections.set(8080, 1)
  await bench.clock.advance(100)
  assert.equal(await bench.stateOf(web), 'running')
  assert.deepEqual(
    (await told).map(({ kind, details }) => [kind, details['reason']]),
    [
      ['instance.parked', 'it was idle for 30 seconds'],
      ['instance.woken', 'somebody has connected to 127.0.0.1:8080:80/tcp'],
    ],
  )
})

test('a command wakes it, and so does a console', async () => {
  await using bench = new Bench()
  const web = await bench.parked()
  await execInInstance(bench.deps, web, ExecRequest.parse({ command: ['true'] }), never)
  assert.equal(await bench.stateOf(web), 'running')
  await bench.clock.advance(60_000)
  assert.equal(await bench.stateOf(web), 'parked')
  await using _console = await attachConsole(bench.deps, web, 'serial', null)
  assert.equal(await bench.stateOf(web), 'running')
})

test('what a person has paused is woken by nobody else', async () => {
  await using bench = new Bench()
  const web = await bench.parked()
  await bench.done(await pauseInstance(bench.deps, web, ownRequest))
  bench.host.connections.set(8080, 1)
  await bench.clock.advance(60_000)
  assert.equal(await bench.stateOf(web), 'paused')
  await bench.done(await resumeInstance(bench.deps, web, ownRequest))
  assert.equal(await bench.stateOf(web), 'running')
  assert.equal(await bench.store.count('parked'), 0)
})

test('a new daemon knows that it is parked, and wakes it', async () => {
  await using bench = new Bench()
  const web = await bench.parked()
  await bench[Symbol.asyncDispose]()
  await bench.deps.fleet.release()
  await bench.reborn()
  assert.equal(await bench.stateOf(web), 'parked')
  bench.host.connections.set(8080, 1)
  const stop = new AbortController()
  const watching = watchPorts(bench.deps, stop.signal)
  await bench.clock.advance(100)
  assert.equal(await bench.stateOf(web), 'running')
  stop.abort()
  await watching
})

test('a daemon that died between the wish that it is never parked and its waking: the next one wakes it', async () => {
  await using bench = new Bench()
  const web = await bench.parked()
  await bench[Symbol.asyncDispose]()
  await bench.deps.fleet.release()
  const found = await bench.store.get('instance', web)
  assert.ok(found)
  const { park: _never, ...rest } = found.value.spec
  await bench.store.commit([{ kind: 'instance', put: { ...found.value, spec: rest } }])
  await bench.reborn()
  assert.equal(await bench.stateOf(web), 'running')
  assert.equal(await bench.store.count('parked'), 0)
})

test('a daemon that died before it stood still, or after it was woken, leaves it running', async () => {
  const bench = new ServiceBench()
  const web = await bench.createRunning('web', spec)
  const found = await bench.store.get('instance', web)
  assert.ok(found)
  await bench.store.commit([{ kind: 'parked', put: { version: 1, instance: found.value.id, since: 'then' } }])
  await bench.deps.fleet.release()
  await bench.reborn()
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'running')
  assert.equal(await bench.store.count('parked'), 0)
})

test('one whose monitor is silent is not parked', async () => {
  await using bench = new Bench()
  const web = await bench.createRunning('web', spec)
  const guest = await bench.guestOf(web)
  bench.keep()
  await bench.clock.advance(28_000)
  guest.become({ kind: 'unresponsive', reason: 'a test' })
  await bench.clock.advance(60_000)
  assert.equal(await bench.store.count('parked'), 0)
})

test('parked, it can be shut down, started again, reset, kept as a snapshot and deleted', async () => {
  await using bench = new Bench()
  const web = await bench.parked()
  const again = async () => {
    await bench.clock.advance(60_000)
    assert.equal(await bench.stateOf(web), 'parked')
  }
  await bench.done(await resetInstance(bench.deps, web, ownRequest))
  assert.equal(await bench.stateOf(web), 'running')
  await again()
  await bench.done(await createSnapshot(bench.deps, web, SnapshotCreate.parse({ name: 'one' }), ownRequest))
  await again()
  const stopped = await bench.done(
    await stopInstance(bench.deps, web, InstanceStop.parse({ timeoutMs: 1000 }), ownRequest),
  )
  assert.equal(stopped.result?.['forced'], false)
  await bench.done(await startInstance(bench.deps, web, ownRequest))
  await again()
  await bench.done(await deleteInstance(bench.deps, web, { force: true }, ownRequest))
  assert.equal(await bench.store.count('parked'), 0)
})

test('one that is not to be parked any more is woken', async () => {
  await using bench = new Bench()
  const web = await bench.parked()
  await setInstance(bench.deps, web, { spec: { park: null } }, undefined)
  assert.equal(await bench.stateOf(web), 'running')
})

test('what could not be woken cannot be asked to be parked', async () => {
  const bench = new ServiceBench()
  await assert.rejects(
    async () => bench.create('web', { ...spec, nics: [{ forward: ['53:53/udp'] }] }),
    /seen by nobody/,
  )
})
