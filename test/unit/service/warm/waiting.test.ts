import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { WarmPool } from '../../../../src/model/warm.ts'
import { InstanceName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { createInstance } from '../../../../src/service/instance/create.ts'
import { deleteInstance } from '../../../../src/service/instance/delete.ts'
import { explainInstance } from '../../../../src/service/instance/explain.ts'
import { startInstance } from '../../../../src/service/instance/start.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { makeWarm } from '../../../../src/service/warm/make.ts'
import { deleteWarm } from '../../../../src/service/warm/remove.ts'
import { listWarm } from '../../../../src/service/warm/view.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const web = InstanceName.parse('web')

/** A daemon that has machines wait for instances of debian. */
class PoolBench extends ServiceBench implements AsyncDisposable {
  readonly #stop = new AbortController()
  #running: Promise<void> | undefined

  static async with(keep: number): Promise<PoolBench> {
    const bench = new PoolBench()
    await bench.create('first')
    await bench.keep(keep)
    bench.run()
    await bench.settle()
    return bench
  }

  run(): void {
    this.#running = this.deps.waiting.run(this.#stop.signal)
  }

  async keep(keep: number): Promise<void> {
    const spec = InstanceSpec.parse({ image: 'debian' })
    await this.done(await makeWarm(this.deps, { spec, automatic: false, keep }, ownRequest))
  }

  /** Lets time pass, in milliseconds, and everything be done that can be. */
  async settle(ms = 1000): Promise<void> {
    await this.clock.advance(ms)
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
  }

  get waiting() {
    return this.host.warm.waiting
  }

  async pool(): Promise<WarmPool | undefined> {
    return (await listWarm(this.deps)).items[0]?.pool
  }

  async make(name: InstanceName, spec: InstanceSpecInput = {}): Promise<void> {
    const whole = InstanceSpec.parse({ image: 'debian', ...spec })
    await this.done(await createInstance(this.deps, { name, spec: whole }, ownRequest))
  }

  async started(name: InstanceName) {
    return this.done(await startInstance(this.deps, name, ownRequest))
  }

  async recordOf(name: InstanceName) {
    const found = await this.store.get('instance', name)
    if (!found) throw new Error(`there is no ${name}`)
    return found.value
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#running
  }
}

test('machines wait as many as shall be, with what they take of the host, until none shall', async () => {
  await using bench = await PoolBench.with(3)
  assert.deepEqual(await bench.pool(), { keep: 3, waiting: 3, memoryBytes: 36 << 20, lack: null })
  assert.equal(await bench.store.count('waiting'), 3)
  await bench.keep(1)
  await bench.settle()
  assert.equal(bench.waiting.size, 1)
  await bench.keep(0)
  await bench.settle()
  assert.deepEqual([bench.waiting.size, await bench.store.count('waiting')], [0, 0])
})

describe('an instance', () => {
  test('is who a machine waits for, takes it when it starts, and another one comes', async () => {
    await using bench = await PoolBench.with(1)
    const [id] = bench.waiting.keys()
    await bench.make(web)
    const record = await bench.recordOf(web)
    assert.equal(record.id, id)
    assert.equal(record.uuid, bench.waiting.get(record.id)?.plan.uuid)
    const { notes } = await explainInstance(bench.deps, web, 'start', 'exact')
    assert.match(notes.join(), /waits for it already/)
    const { result } = await bench.started(web)
    assert.equal(result?.['waited'], true)
    assert.deepEqual(bench.host.warm.taken, [id])
    assert.equal((await bench.guestOf(web)).plan.name, web)
    await bench.settle()
    assert.deepEqual([(await bench.pool())?.waiting, await bench.store.count('waiting')], [1, 1])
  })

  test('that has other labels since then takes it still; one that has other memory does not', async () => {
    await using bench = await PoolBench.with(1)
    await bench.make(web)
    const record = await bench.recordOf(web)
    const spec = InstanceSpec.parse({ ...record.spec, labels: { tier: 'front' } })
    await bench.store.commit([{ kind: 'instance', put: { ...record, spec } }])
    assert.equal((await bench.started(web)).result?.['waited'], true)

    await bench.settle()
    const db = InstanceName.parse('db')
    await bench.make(db)
    const other = await bench.recordOf(db)
    const larger = InstanceSpec.parse({ ...other.spec, memory: '2GiB' })
    await bench.store.commit([{ kind: 'instance', put: { ...other, spec: larger } }])
    const { notes } = await bench.started(db)
    assert.match(notes.join(), /"db" boots, since/)
    assert.equal(bench.waiting.has(other.id), false)
  })

  test('with port forwards takes none, and is told why', async () => {
    await using bench = await PoolBench.with(1)
    await bench.make(web, { nics: [{ forward: ['8080:80'] }] })
    const { notes } = await explainInstance(bench.deps, web, 'start', 'exact')
    assert.match(notes.join(), /none of the processes that wait is taken: it has port forwards/)
    assert.equal((await bench.started(web)).result?.['waited'], false)
    assert.deepEqual(bench.host.warm.taken, [])
  })

  test('that is not started within a minute has none any more, and starts without', async () => {
    await using bench = await PoolBench.with(1)
    await bench.make(web)
    const { id } = await bench.recordOf(web)
    await bench.settle(100_000)
    assert.deepEqual([bench.waiting.has(id), bench.waiting.size], [false, 1])
    assert.equal((await bench.started(web)).result?.['waited'], false)
  })

  test('that is deleted before it starts takes it along', async () => {
    await using bench = await PoolBench.with(1)
    await bench.make(web)
    const { id } = await bench.recordOf(web)
    await bench.done(await deleteInstance(bench.deps, web, { force: false }, ownRequest))
    assert.equal(bench.waiting.has(id), false)
    await bench.settle()
    assert.deepEqual([bench.waiting.size, await bench.store.count('waiting')], [1, 1])
  })

  test('starts with another one when what waited is of no use', async () => {
    await using bench = await PoolBench.with(1)
    await bench.make(web)
    bench.host.failNext('open', new Error('QEMU is gone'))
    const { result } = await bench.started(web)
    assert.deepEqual([result?.['waited'], (await listWarm(bench.deps)).items.length], [false, 1])
  })
})

describe('a machine that waits', () => {
  test('is made anew when it is lost, ever later, and in the end not any more', async () => {
    await using bench = await PoolBench.with(1)
    for (const pause of [1000, 4000, 16_000, 64_000, 256_000]) {
      for (const { lose } of bench.waiting.values()) lose('QEMU was killed by SIGKILL')
      await bench.settle(0)
      assert.deepEqual(
        [bench.waiting.size, (await bench.pool())?.lack],
        [0, 'the last one was lost: QEMU was killed by SIGKILL'],
      )
      await bench.settle(pause + 30_000)
      assert.equal(bench.waiting.size, 1, `after ${pause}`)
    }
    for (const { lose } of bench.waiting.values()) lose('QEMU was killed by SIGKILL')
    await bench.settle(3_600_000)
    assert.equal(bench.waiting.size, 0)
    assert.match((await bench.pool())?.lack ?? '', /^given up, since/)
    await bench.keep(1)
    await bench.settle()
    assert.equal(bench.waiting.size, 1)
  })

  test('is not made while the memory of the host is short, or where it cannot be started', async () => {
    await using bench = await PoolBench.with(0)
    bench.host.warm.memory = { totalBytes: 2 ** 34, availableBytes: 2 ** 30 }
    await bench.keep(2)
    await bench.settle()
    assert.deepEqual([bench.waiting.size, (await bench.pool())?.lack], [0, 'the memory of the host is short'])
    bench.host.warm.memory = { totalBytes: 2 ** 34, availableBytes: 2 ** 33 }
    bench.host.warm.waitFailure = new Error('no passt')
    await bench.settle(60_000)
    assert.match((await bench.pool())?.lack ?? '', /no passt/)
    assert.equal(await bench.store.count('waiting'), 0)
  })

  test('is not made while an instance starts', async () => {
    await using bench = await PoolBench.with(0)
    await bench.make(web)
    const go = bench.host.hold('open')
    const starting = await startInstance(bench.deps, web, ownRequest)
    await bench.keep(1)
    await bench.settle()
    assert.equal(bench.waiting.size, 0)
    go()
    await bench.done(starting)
    await bench.settle()
    assert.equal(bench.waiting.size, 1)
  })

  test('is ended with its warm image, when the host changes under it, and when KVM is to be released', async () => {
    await using bench = await PoolBench.with(2)
    bench.host.warm.ground = { QEMU: '9.0' }
    await bench.settle(60_000)
    assert.deepEqual([bench.waiting.size, (await bench.pool())?.lack], [0, 'QEMU has changed since it was made'])
    bench.host.warm.ground = { QEMU: '7.2' }
    await bench.settle(60_000)
    assert.equal(bench.waiting.size, 2)
    await bench.deps.waiting.leaveKvm(1000)
    assert.equal(bench.waiting.size, 2, 'an emulated one does not use it')
    const [item] = (await listWarm(bench.deps)).items
    if (item) await deleteWarm(bench.deps, item.id)
    assert.deepEqual([bench.waiting.size, await bench.store.count('waiting')], [0, 0])
  })

  test('ends with its daemon; what a killed daemon has left is ended by the next one, also for an instance that was made', async () => {
    const bench = await PoolBench.with(2)
    await bench.make(web)
    assert.equal(await bench.store.count('waiting'), 2)
    await bench.reborn()
    assert.deepEqual([bench.waiting.size, await bench.store.count('waiting')], [0, 0])
    assert.equal((await bench.started(web)).result?.['waited'], false)
    bench.run()
    await bench.settle()
    assert.equal(bench.waiting.size, 2)
    await bench[Symbol.asyncDispose]()
    assert.deepEqual([bench.waiting.size, await bench.store.count('waiting')], [0, 0])
  })
})
