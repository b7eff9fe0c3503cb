import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceName } from '../../../../src/model/name.ts'
import { InstanceSpec } from '../../../../src/model/spec.ts'
import { createInstance } from '../../../../src/service/instance/create.ts'
import { deleteInstance } from '../../../../src/service/instance/delete.ts'
import { showInstance } from '../../../../src/service/instance/show.ts'
import { startInstance } from '../../../../src/service/instance/start.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { keepLifetimes } from '../../../../src/service/temporary/keep.ts'
import { renewInstance } from '../../../../src/service/temporary/renew.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const never = new AbortController().signal

/** A bench on which somebody deletes what is due; its end is awaited. */
class Bench extends ServiceBench implements AsyncDisposable {
  #stop = new AbortController()
  #kept = Promise.resolve()

  keep(): void {
    this.#kept = keepLifetimes(this.deps, this.#stop.signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#kept
    this.#stop = new AbortController()
  }

  async temporary(name: string, temporary: { unattended: number; limit?: number }): Promise<InstanceName> {
    // The image is made with the first.
    await this.create(`${name}-other`)
    const want = { name: InstanceName.parse(name), spec: InstanceSpec.parse({ image: 'debian' }), temporary }
    await this.done(await createInstance(this.deps, want, ownRequest))
    await this.done(await startInstance(this.deps, want.name, ownRequest))
    return want.name
  }

  async names(): Promise<readonly string[]> {
    return (await this.store.list('instance', { limit: 10 })).map(({ value }) => value.name)
  }
}

test('a temporary instance that nobody renews is deleted although it runs, and no other one', async () => {
  await using bench = new Bench()
  const ci = await bench.temporary('ci', { unattended: 60 })
  bench.keep()
  assert.equal((await showInstance(bench.deps, ci, never)).expiresAt, '2026-01-01T00:01:00.000Z')
  await bench.clock.advance(59_000)
  assert.deepEqual(await bench.names(), ['ci', 'ci-other'])
  await bench.clock.advance(1000)
  assert.deepEqual(await bench.names(), ['ci-other'])
  assert.equal(await bench.store.count('temporary'), 0)
})

test('each renewal lets its time begin anew, up to its limit', async () => {
  await using bench = new Bench()
  const ci = await bench.temporary('ci', { unattended: 60, limit: 100 })
  bench.keep()
  await bench.clock.advance(50_000)
  assert.equal((await renewInstance(bench.deps, ci)).expiresAt, '2026-01-01T00:01:40.000Z')
  await bench.clock.advance(49_000)
  await renewInstance(bench.deps, ci)
  assert.ok((await bench.names()).includes('ci'))
  await bench.clock.advance(1000)
  assert.deepEqual(await bench.names(), ['ci-other'])
})

test('one that an operation has goes when that has ended', async () => {
  await using bench = new Bench()
  const ci = await bench.temporary('ci', { unattended: 60 })
  bench.keep()
  {
    using _lease = bench.deps.leases.take(ci, 'snapshot')
    await bench.clock.advance(65_000)
    assert.ok((await bench.names()).includes('ci'))
  }
  await bench.clock.advance(1000)
  assert.deepEqual(await bench.names(), ['ci-other'])
})

test('a new daemon knows which are temporary, and gives them a moment to be renewed', async () => {
  await using bench = new Bench()
  const ci = await bench.temporary('ci', { unattended: 600 })
  await bench.clock.advance(3_600_000)
  await bench.reborn()
  bench.keep()
  await bench.clock.advance(59_000)
  assert.ok((await bench.names()).includes('ci'))
  await renewInstance(bench.deps, ci)
  await bench.clock.advance(599_000)
  assert.ok((await bench.names()).includes('ci'))
  await bench.clock.advance(1000)
  assert.deepEqual(await bench.names(), ['ci-other'])
})

test('what stays until somebody deletes it cannot be renewed, and says so', async () => {
  await using bench = new Bench()
  const web = await bench.create('web')
  await assert.rejects(renewInstance(bench.deps, web), { code: 'instance.not-temporary' })
})

test('one that is deleted by hand leaves no lifetime behind', async () => {
  await using bench = new Bench()
  const ci = await bench.temporary('ci', { unattended: 60 })
  await bench.done(await deleteInstance(bench.deps, ci, { force: true }, ownRequest))
  assert.equal(await bench.store.count('temporary'), 0)
  assert.equal(bench.deps.lifetimes.due().nextMs, Infinity)
})
