import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../src/model/fault.ts'
import { InstanceFork, type InstanceForkInput } from '../../../src/model/fork.ts'
import { InstanceName, SnapshotName } from '../../../src/model/name.ts'
import { SnapshotCreate, type SnapshotCreateInput } from '../../../src/model/snapshot.ts'
import { explainInstance } from '../../../src/service/instance/explain.ts'
import { forkInstance } from '../../../src/service/fork/fork.ts'
import { pauseInstance } from '../../../src/service/instance/pause.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { createSnapshot } from '../../../src/service/snapshot/create.ts'
import { deleteSnapshot } from '../../../src/service/snapshot/delete.ts'
import { changeWarmSettings } from '../../../src/service/warm/settings.ts'
import { ServiceBench } from '../../support/service-bench.ts'

class Bench extends ServiceBench {
  async fork(instance: InstanceName, want: InstanceForkInput) {
    return this.ended(await forkInstance(this.deps, instance, InstanceFork.parse(want), ownRequest))
  }

  async take(instance: InstanceName, want: SnapshotCreateInput) {
    await this.done(await createSnapshot(this.deps, instance, SnapshotCreate.parse(want), ownRequest))
  }

  async recordOf(name: string) {
    return (await this.store.get('instance', InstanceName.parse(name)))?.value
  }

  async treeOf(name: string) {
    const record = await this.recordOf(name)
    return record && (await this.store.get('snapshots', record.id))?.value.tree
  }

  /** The records, moments and folders that there are. */
  async everything() {
    const items = await this.store.list('instance', { limit: 100 })
    return {
      names: items.map(({ value }) => String(value.name)),
      moments: this.host.moments.size,
      folders: this.host.kept.size + this.host.prepared.size,
    }
  }
}

const f1 = { names: ['f1'] }
const refusedFor = (why: RegExp) => (error: unknown) =>
  error instanceof Fault && error.code === 'fork.refused' && why.test(error.message)

test('a fork is another instance, that runs, stands on the disks of its parent, and has none of its addresses', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web', { nics: [{ forward: ['8080:80'], mac: '52:54:00:00:00:42' }] })
  const { state, result } = await bench.fork(web, { ...f1, forward: ['8081:80'] })
  assert.deepEqual([state, result], ['done', { names: ['f1'], pauseMs: 12 }])
  const [parent, child] = [await bench.recordOf('web'), await bench.recordOf('f1')]
  assert.ok(parent && child)
  for (const key of ['id', 'uuid', 'macs'] as const) assert.notDeepEqual(child[key], parent[key])
  assert.deepEqual(
    child.spec.nics.map(({ mac, forward }) => [mac, forward.map(({ hostPort }) => hostPort)]),
    [[undefined, [8081]]],
  )
  assert.equal((await showInstance(bench.deps, child.name, AbortSignal.timeout(1000))).state.kind, 'running')
  const source = (await bench.guestOf(child.name)).plan.disks[0]?.source
  assert.ok(source?.kind === 'own')
  assert.deepEqual(source.below, ['disk0.qcow2'])
  assert.notEqual(source.file, (await bench.guestOf(web)).writes[0])
  assert.deepEqual(await bench.everything(), { names: ['f1', 'web'], moments: 0, folders: 2 })
})

test('layers that forks have, too, are not merged while they have them', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  await bench.take(web, { name: 'one' })
  await bench.fork(web, f1)
  await bench.take(web, { name: 'two' })
  const drop = async (name: string) =>
    bench.done(await deleteSnapshot(bench.deps, web, SnapshotName.parse(name), ownRequest))
  await drop('one')
  await drop('two')
  assert.equal((await bench.guestOf(web)).merges.length, 1)
  const tree = await bench.treeOf('web')
  const child = await bench.treeOf('f1')
  const files = (of: typeof tree) => new Set(of?.layers.flatMap((layer) => Object.values(layer.files)))
  assert.equal([...files(child)].filter((file) => files(tree).has(file)).length, 2)

  const record = await bench.recordOf('f1')
  if (record) bench.host.kept.delete(record.id)
  await bench.take(web, { name: 'three' })
  await drop('three')
  assert.equal((await bench.treeOf('web'))?.layers.length, 1)
})

test('a fork that does not become itself is gone with all that it had, and so are those made with it', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  let made = 0
  bench.host.dress = (guest) => {
    if (++made === 2) guest.identityFailure = new Error('the guest says: no')
  }
  const { state, problem } = await bench.fork(web, { names: ['f1', 'f2', 'f3'] })
  assert.equal(state, 'failed')
  assert.match(problem?.title ?? '', /the guest says: no/)
  assert.deepEqual(await bench.everything(), { names: ['web'], moments: 0, folders: 1 })
  assert.equal((await bench.guestOf(web)).status.kind, 'running')
})

test('whatever step fails, the parent goes on and nothing is left', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  for (const call of ['moment', 'makeLayer', 'prepare', 'keep', 'share', 'launch', 'open'] as const) {
    bench.host.failNext(call, new Error(`no ${call}`))
    const { problem } = await bench.fork(web, f1)
    assert.match(problem?.title ?? '', new RegExp(`no ${call}`))
    assert.deepEqual(await bench.everything(), { names: ['web'], moments: 0, folders: 1 }, call)
  }
  assert.equal((await bench.fork(web, f1)).state, 'done')
})

test('a copy that does not come through fails, and the disks of the parent are those that it writes to', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.copying = () => ({ pauseMs: 40, lost: 'the other side has hung up' })
  const { problem } = await bench.fork(web, f1)
  assert.equal(problem?.code, 'fork.failed')
  assert.match(problem?.title ?? '', /hung up/)
  const tree = await bench.treeOf('web')
  const written = tree?.layers.find(({ id }) => id === tree.current)
  assert.deepEqual(Object.values(written?.files ?? {}), guest.writes)
})

test('a daemon that comes after one that was killed removes what was to be a fork, and lets the parent go on', async () => {
  for (const call of ['moment', 'share', 'launch'] as const) {
    const bench = new Bench()
    const web = await bench.createRunning('web')
    bench.host.hold(call)
    void forkInstance(bench.deps, web, InstanceFork.parse(f1), ownRequest)
    await until(() => bench.host.calls.filter((line) => line.startsWith(call)).length > (call === 'launch' ? 1 : 0))
    await bench.reborn()
    assert.deepEqual((await bench.everything()).names, ['web'], call)
    assert.equal((await bench.guestOf(web)).status.kind, 'running')
  }
})

async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; round < 1000 && !isSo(); round++) await new Promise((resolve) => setImmediate(resolve))
  assert.ok(isSo())
}

test('what cannot be forked is refused with the reason before anything is made', async () => {
  const bench = new Bench()
  const still = await bench.create('still')
  await assert.rejects(bench.fork(still, f1), refusedFor(/stroj start still/))
  const web = await bench.createRunning('web')
  await assert.rejects(bench.fork(web, { names: ['f1', 'f2'], forward: ['8081:80'] }), refusedFor(/several/))
  await assert.rejects(bench.fork(web, { names: ['still'] }), /exists|already/)
  ;(await bench.guestOf(web)).connectAgent(false)
  const ready = bench.fork(web, f1)
  await assert.rejects(ready, refusedFor(/agent does not answer/))
  ;(await bench.guestOf(web)).connectAgent(true)
  await changeWarmSettings(bench.deps, { budget: 64 << 20 })
  await assert.rejects(bench.fork(web, f1), refusedFor(/does not fit/))
  await changeWarmSettings(bench.deps, { budget: 16 * 2 ** 30 })
  await bench.done(await pauseInstance(bench.deps, web, ownRequest))
  await assert.rejects(bench.fork(web, f1), refusedFor(/stroj resume web/))
  assert.deepEqual((await bench.everything()).names, ['still', 'web'])
})

test('it can be read before what a fork would do', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const { steps, notes } = await explainInstance(bench.deps, web, 'fork', 'exact')
  assert.deepEqual([steps.length, notes.length], [1, 1])
  assert.equal((await bench.everything()).folders, 1)
})
