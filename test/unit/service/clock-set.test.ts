import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { InstanceName } from '../../../src/model/name.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { createTicket, takeTicket } from '../../../src/service/access/tickets.ts'
import { createInstance } from '../../../src/service/instance/create.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { keepParking } from '../../../src/service/parking/keep.ts'
import { listSnapshots } from '../../../src/service/snapshot/list.ts'
import { keepSchedule } from '../../../src/service/snapshot/schedule.ts'
import { keepLifetimes } from '../../../src/service/temporary/keep.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const hour = 3_600_000
const jumps = [
  ['an hour forward', hour],
  ['an hour back', -hour],
  ['back to 1970', -Date.UTC(2026, 0, 1)],
] as const

const never = new AbortController().signal

/** A bench on which something is done until its scope ends. */
class Bench extends ServiceBench implements AsyncDisposable {
  readonly #stop = new AbortController()
  #done: Promise<void> = Promise.resolve()

  begin(work: (deps: ServiceBench['deps'], signal: AbortSignal) => Promise<void>): void {
    this.#done = work(this.deps, this.#stop.signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#done
  }
}

for (const [how, ms] of jumps) {
  describe(`F-11: the clock of the host is set ${how}`, () => {
    test('a temporary instance stays for its time, and no longer', async () => {
      await using bench = new Bench()
      const name = InstanceName.parse('ci')
      await bench.create('other')
      const want = { name, spec: InstanceSpec.parse({ image: 'debian' }), temporary: { unattended: 600 } }
      await bench.done(await createInstance(bench.deps, want, ownRequest))
      bench.begin(keepLifetimes)
      await bench.clock.advance(1000)
      bench.clock.set(ms)
      await bench.clock.advance(598_000)
      assert.equal(await bench.store.count('temporary'), 1)
      await bench.clock.advance(1000)
      assert.equal(await bench.store.count('temporary'), 0)
      assert.equal(await bench.store.get('instance', name), undefined)
    })

    test('a guest that works is not parked, and one that does nothing is after its time', async () => {
      await using bench = new Bench()
      const web = await bench.createRunning('web', { park: { after: '30s' } })
      const guest = await bench.guestOf(web)
      const state = async () => (await showInstance(bench.deps, web, never)).state.kind
      bench.begin(keepParking)
      for (let second = 0; second < 120; second += 2) {
        guest.usage = { ...guest.usage, cpuMs: guest.usage.cpuMs + 1000 }
        if (second === 60) bench.clock.set(ms)
        await bench.clock.advance(2000)
      }
      assert.equal(await state(), 'running')
      await bench.clock.advance(20_000)
      assert.equal(await state(), 'running')
      await bench.clock.advance(30_000)
      assert.equal(await state(), 'parked')
    })

    test('a ticket is good for half a minute, and no longer', async () => {
      const bench = new ServiceBench()
      const caller = { kind: 'token', id: 'token:x', role: 'full', expiresAt: null } as const
      const give = async () => (await createTicket(bench.deps, caller, '/console')).ticket
      const [early, late] = [await give(), await give()]
      bench.clock.set(ms)
      await bench.clock.advance(20_000)
      await takeTicket(bench.deps, caller, '/console', early)
      await bench.clock.advance(20_000)
      await assert.rejects(takeTicket(bench.deps, caller, '/console', late), { code: 'access.denied' })
    })

    test('snapshots are taken at their intervals', async () => {
      await using bench = new Bench()
      const web = await bench.createRunning('web', { snapshots: { every: '1h', keep: 24 } })
      const count = async () => (await listSnapshots(bench.deps, web)).items.length
      bench.begin(keepSchedule)
      await bench.clock.advance(2.5 * hour)
      assert.equal(await count(), 2)
      bench.clock.set(ms)
      // One at once, since nobody knows how long ago the last one is.
      await bench.clock.advance(60_000)
      assert.equal(await count(), 3)
      await bench.clock.advance(1.5 * hour)
      assert.equal(await count(), 4)
    })

    test('what an instance uses is told as before', async () => {
      await using bench = new Bench()
      const guest = await bench.guestOf(await bench.createRunning('web'))
      bench.begin((deps, signal) => deps.usage.run(signal))
      const told = async () => {
        await bench.deps.usage.newest()
        guest.usage = { ...guest.usage, cpuMs: guest.usage.cpuMs + 1000 }
        await bench.clock.advance(2000)
        return (await bench.deps.usage.newest()).items[0]?.cpuPercent
      }
      await told()
      assert.equal(await told(), 50)
      bench.clock.set(ms)
      assert.equal(await told(), 50)
      assert.equal(await told(), 50)
    })
  })
}
