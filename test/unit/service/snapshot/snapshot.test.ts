import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../src/model/fault.ts'
import { type InstanceName, SnapshotName } from '../../../../src/model/name.ts'
import { SnapshotCreate, type SnapshotCreateInput, SnapshotRestore } from '../../../../src/model/snapshot.ts'
import { deleteInstance } from '../../../../src/service/instance/delete.ts'
import { killInstance } from '../../../../src/service/instance/kill.ts'
import { setInstance } from '../../../../src/service/instance/set.ts'
import { startInstance } from '../../../../src/service/instance/start.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { createSnapshot } from '../../../../src/service/snapshot/create.ts'
import { deleteSnapshot } from '../../../../src/service/snapshot/delete.ts'
import { listSnapshots } from '../../../../src/service/snapshot/list.ts'
import { restoreSnapshot } from '../../../../src/service/snapshot/restore.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

class Bench extends ServiceBench {
  async take(instance: InstanceName, want: SnapshotCreateInput = {}) {
    return this.ended(await createSnapshot(this.deps, instance, SnapshotCreate.parse(want), ownRequest))
  }

  async back(instance: InstanceName, name: string, want: object = {}) {
    const wanted = SnapshotRestore.parse(want)
    return this.ended(await restoreSnapshot(this.deps, instance, SnapshotName.parse(name), wanted, ownRequest))
  }

  async drop(instance: InstanceName, name: string) {
    return this.ended(await deleteSnapshot(this.deps, instance, SnapshotName.parse(name), ownRequest))
  }

  /** `name<parent`, and where the instance goes on from. */
  async tree(instance: InstanceName): Promise<readonly string[]> {
    const { items, here } = await listSnapshots(this.deps, instance)
    return [...items.map(({ name, parent, kind }) => `${name}<${parent ?? ''} ${kind}`), `here: ${here}`]
  }

  /** The files of the first disk that the next start would open, top first. */
  async chain(instance: InstanceName): Promise<readonly string[]> {
    await this.done(await startInstance(this.deps, instance, ownRequest))
    const source = (await this.guestOf(instance)).plan.disks[0]?.source
    assert.ok(source?.kind === 'own')
    return [source.file, ...(source.below ?? [])]
  }

  async files(instance: InstanceName): Promise<readonly string[]> {
    const record = (await this.store.get('instance', instance))?.value
    assert.ok(record)
    return [...this.host.filesOf(record.id).keys()]
  }
}

const hasCode = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('an instance at rest is kept, changed, and taken back', async () => {
  const bench = new Bench()
  const web = await bench.create('web')
  assert.equal((await bench.take(web, { name: 'one' })).state, 'done')
  assert.equal((await bench.take(web, { name: 'two' })).state, 'done')
  assert.deepEqual(await bench.tree(web), ['one< stopped', 'two<one stopped', 'here: two'])
  assert.equal((await bench.back(web, 'one')).state, 'done')
  assert.equal((await bench.take(web, { name: 'three' })).state, 'done')
  assert.deepEqual(await bench.tree(web), ['one< stopped', 'two<one stopped', 'three<one stopped', 'here: three'])
  const chain = await bench.chain(web)
  assert.deepEqual([chain.length, chain.at(-1)], [3, 'disk0.qcow2'])
})

test('a running one is kept with its pause told, and with its memory goes on where it was', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  assert.deepEqual((await bench.take(web, { name: 'disks' })).result, { name: 'disks', pauseMs: 3 })
  assert.equal((await bench.take(web, { name: 'all', memory: true })).state, 'done')
  assert.deepEqual(await bench.tree(web), ['disks< disks', 'all<disks memory', 'here: all'])
  const wish = SnapshotRestore.parse({})
  const refused = restoreSnapshot(bench.deps, web, SnapshotName.parse('all'), wish, ownRequest)
  await assert.rejects(refused, hasCode('instance.wrong-state'))
  assert.equal((await bench.back(web, 'all', { force: true })).state, 'done')
  const { plan } = await bench.guestOf(web)
  assert.match(plan.incoming ?? '', /^memory\./)
  assert.equal(plan.disks[0]?.source.kind === 'own' && plan.disks[0].source.below?.length, 2)
})

test('memory is refused to another QEMU, and can be left out', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  await bench.take(web, { name: 'all', memory: true })
  const { facts } = bench.host.report
  const emulators = { x86_64: { path: '/usr/bin/qemu-system-x86_64', version: '10.0.2' } }
  bench.host.report = { ...bench.host.report, facts: { ...facts, emulators } }
  const wish = SnapshotRestore.parse({ force: true })
  const refused = restoreSnapshot(bench.deps, web, SnapshotName.parse('all'), wish, ownRequest)
  await assert.rejects(refused, hasCode('snapshot.restore-refused'))
  assert.equal((await bench.back(web, 'all', { force: true, memory: false })).state, 'done')
})

test('what cannot be kept is refused before anything is made', async () => {
  const bench = new Bench()
  const web = await bench.create('web')
  await bench.take(web, { name: 'one' })
  const take = (want: object) => createSnapshot(bench.deps, web, SnapshotCreate.parse(want), ownRequest)
  await assert.rejects(take({ name: 'one' }), hasCode('snapshot.exists'))
  await assert.rejects(take({ memory: true }), hasCode('snapshot.refused'))
  await assert.rejects(bench.drop(web, 'none'), hasCode('snapshot.not-found'))
  assert.deepEqual(await bench.files(web), (await bench.files(web)).slice(0, 1))
})

test('volumes and files of the user are left out only when that is said, and never with memory', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web', { disks: [{ file: '/data.raw', format: 'raw' }] })
  const take = (want: object) => createSnapshot(bench.deps, web, SnapshotCreate.parse(want), ownRequest)
  await assert.rejects(take({}), hasCode('snapshot.incomplete'))
  assert.deepEqual((await bench.take(web, { name: 'one', leaveOut: true })).notes, ['It is without /data.raw.'])
  assert.deepEqual((await listSnapshots(bench.deps, web)).items[0]?.leftOut, ['/data.raw'])
  await assert.rejects(take({ memory: true, leaveOut: true }), hasCode('snapshot.refused'))
  const reading = await bench.create('reading', { disks: [{ file: '/data.raw', format: 'raw', readOnly: true }] })
  assert.equal((await bench.take(reading)).state, 'done')
})

test('the spec goes back with the disks, but not what is not of the machine', async () => {
  const bench = new Bench()
  const web = await bench.create('web', { cpus: 1, labels: { of: 'then' } })
  await bench.take(web, { name: 'one' })
  const change = { spec: { cpus: 2, labels: { of: 'now' }, nics: [] } }
  await setInstance(bench.deps, web, change, undefined)
  const changes = (await listSnapshots(bench.deps, web)).items[0]?.changes ?? []
  assert.deepEqual(changes.map(({ key }) => key).toSorted(), ['cpus', 'nics'])
  const { notes } = await bench.back(web, 'one')
  assert.match(notes.join(), /^The spec is what it was then: (?:cpus, nics|nics, cpus)\.$/)
  const { spec, macs } = (await bench.store.get('instance', web))?.value ?? {}
  assert.deepEqual([spec?.cpus.count, spec?.labels, macs?.length], [1, { of: 'now' }, spec?.nics.length])
})

test('a machine that does not go on leaves the instance with the disks and the spec of before', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web', { cpus: 1 })
  await bench.take(web, { name: 'all', memory: true })
  await setInstance(bench.deps, web, { spec: { cpus: 2 } }, undefined)
  const before = [await bench.tree(web), await bench.files(web)]
  bench.host.failNext('launch', new Error('no'))
  assert.equal((await bench.back(web, 'all', { force: true })).state, 'failed')
  assert.deepEqual([await bench.tree(web), await bench.files(web)], before)
  assert.equal((await bench.store.get('instance', web))?.value.spec.cpus.count, 2)
})

test('UEFI variables that come later are of their own branch only', async () => {
  const bench = new Bench()
  const web = await bench.create('web', { firmware: 'direct' })
  await bench.take(web, { name: 'one' })
  const variables = async () => {
    await setInstance(bench.deps, web, { spec: { firmware: 'uefi' } }, undefined)
    await bench.done(await startInstance(bench.deps, web, ownRequest))
    const { plan } = await bench.guestOf(web)
    await bench.done(await killInstance(bench.deps, web, ownRequest))
    return plan.variables
  }
  assert.deepEqual(await variables(), ['nvram.fd'])
  await bench.take(web, { name: 'two' })
  await bench.back(web, 'one')
  const [own, ...below] = (await variables()) ?? []
  assert.match(own ?? '', /^nvram\.[a-z0-9]+\.fd$/)
  assert.deepEqual(below, [])
  await bench.back(web, 'two')
  assert.deepEqual([(await variables())?.length, (await variables())?.at(-1)], [2, 'nvram.fd'])
})

test('snapshots go in any order, under a running machine as well', async () => {
  for (const order of [
    ['one', 'two', 'three'],
    ['two', 'one', 'three'],
    ['three', 'one', 'two'],
  ]) {
    const bench = new Bench()
    const web = await bench.createRunning('web')
    for (const name of ['one', 'two', 'three']) await bench.take(web, { name })
    for (const name of order) assert.equal((await bench.drop(web, name)).state, 'done')
    assert.deepEqual(await bench.tree(web), ['here: null'])
    const { merges } = await bench.guestOf(web)
    assert.equal(merges.length, 3)
    assert.ok(merges.every(({ how, parts }) => how === 'commit' || parts[0]?.upper === parts[0]?.top))
  }
})

test('an instance takes its snapshots with it', async () => {
  const bench = new Bench()
  const web = await bench.create('web')
  await bench.take(web)
  await bench.done(await deleteInstance(bench.deps, web, { force: false }, ownRequest))
  assert.equal(await bench.store.count('snapshots'), 0)
})

const full = new Fault('host.disk-full', { path: '/', free: '0B', needed: '64MiB' })

test('a full disk at any step leaves the chain as it was', async () => {
  const bench = new Bench()
  const web = await bench.create('web')
  bench.host.failNext('makeLayer', full)
  assert.equal((await bench.take(web)).problem?.code, 'host.disk-full')
  assert.deepEqual([await bench.tree(web), await bench.files(web)], [['here: null'], []])
  const operation = await createSnapshot(bench.deps, web, SnapshotCreate.parse({}), ownRequest)
  bench.store.failNextCommit(full)
  assert.equal((await bench.ended(operation)).problem?.code, 'host.disk-full')
  assert.deepEqual([await bench.tree(web), await bench.files(web)], [['here: null'], []])
  assert.deepEqual(await bench.chain(web), ['disk0.qcow2'])
})

test('memory that finds no room leaves the disks, and says so', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  ;(await bench.guestOf(web)).taking = () => ({ pauseMs: 5, isFrozen: false, memory: { lost: 'no space left' } })
  const { problem } = await bench.take(web, { name: 'all', memory: true })
  assert.equal(problem?.code, 'snapshot.memory-lost')
  assert.deepEqual(await bench.tree(web), ['all< disks', 'here: all'])
})

test('a machine that refuses keeps its old files, and the new ones are removed', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  ;(await bench.guestOf(web)).taking = () => {
    throw new Error('no')
  }
  assert.equal((await bench.take(web)).problem?.code, 'snapshot.failed')
  assert.deepEqual([await bench.tree(web), await bench.files(web)], [['here: null'], []])
})

test('a daemon killed before the files are named leaves nothing of them', async () => {
  const bench = new Bench()
  const web = await bench.create('web')
  await bench.take(web, { name: 'one' })
  const record = (await bench.store.get('instance', web))?.value
  assert.ok(record)
  bench.host.filesOf(record.id).set('disk0.k3f9a1b2.qcow2', false)
  await bench.reborn()
  assert.equal((await bench.files(web)).length, 1)
  assert.deepEqual(await bench.tree(web), ['one< stopped', 'here: one'])
})

for (const isSwitched of [false, true]) {
  const when = isSwitched ? 'after' : 'before'

  test(`a daemon killed ${when} the machine has its new files: the machine is asked`, async () => {
    const bench = new Bench()
    const web = await bench.createRunning('web')
    const guest = await bench.guestOf(web)
    await hang(bench, web, isSwitched)
    await bench.reborn()
    assert.deepEqual(await bench.tree(web), isSwitched ? ['cut< disks', 'here: cut'] : ['here: null'])
    assert.deepEqual(await bench.files(web), isSwitched ? guest.writes : [])
  })

  test(`daemon and machine killed ${when} that: the files tell, and nothing that was written is lost`, async () => {
    const bench = new Bench()
    const web = await bench.createRunning('web')
    const guest = await bench.guestOf(web)
    await hang(bench, web, isSwitched)
    await bench.deps.fleet.release()
    guest.crash()
    await bench.reborn()
    const chain = await bench.chain(web)
    assert.deepEqual(chain, isSwitched ? [...guest.writes, 'disk0.qcow2'] : ['disk0.qcow2'])
  })
}

test('a guest that was stopped for its memory goes on when the daemon dies over it', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  await hang(bench, web, true, { memory: true })
  guest.become({ kind: 'paused' })
  await bench.reborn()
  assert.equal(guest.status.kind, 'running')
  assert.deepEqual(await bench.tree(web), ['cut< disks', 'here: cut'])
})

test('the end that could not be written down is found out by the next who needs it', async () => {
  const bench = new Bench()
  const web = await bench.createRunning('web')
  const guest = await bench.guestOf(web)
  guest.taking = (layer) => {
    bench.store.failNextCommit(full)
    guest.switchTo(layer)
    return { pauseMs: 1, isFrozen: false, memory: null }
  }
  assert.equal((await bench.take(web, { name: 'one' })).problem?.code, 'host.disk-full')
  guest.taking = () => ({ pauseMs: 1, isFrozen: true, memory: null })
  assert.equal((await bench.take(web, { name: 'two' })).state, 'done')
  assert.deepEqual(await bench.tree(web), ['one< disks', 'two<one disks', 'here: two'])
})

test('a daemon killed while it merges goes on with that', async () => {
  const bench = new Bench()
  const web = await bench.create('web')
  for (const name of ['one', 'two']) await bench.take(web, { name })
  bench.host.hold('mergeLayers')
  await deleteSnapshot(bench.deps, web, SnapshotName.parse('one'), ownRequest)
  while (!bench.host.calls.some((call) => call.startsWith('mergeLayers'))) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  bench.host.hold('mergeLayers')()
  await bench.reborn()
  const [running] = bench.deps.operations.running()
  if (running) assert.equal((await bench.ended(running)).state, 'done')
  assert.deepEqual(await bench.tree(web), ['two< stopped', 'here: two'])
  assert.deepEqual((await bench.chain(web)).length, 2)
})

/** Begins a snapshot `cut` whose machine never answers. */
async function hang(
  bench: Bench,
  web: InstanceName,
  isSwitched: boolean,
  want: SnapshotCreateInput = {},
): Promise<void> {
  const guest = await bench.guestOf(web)
  const reached = Promise.withResolvers<void>()
  guest.taking = (layer) => {
    if (isSwitched) guest.switchTo(layer)
    reached.resolve()
    return new Promise(() => {})
  }
  const wish = SnapshotCreate.parse({ name: 'cut', ...want })
  await createSnapshot(bench.deps, web, wish, ownRequest)
  await reached.promise
}
