import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../src/model/fault.ts'
import { InstanceName, VolumeName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { VolumeConvert, VolumeCreate, type VolumeCreateInput } from '../../../../src/model/volume.ts'
import { VolumeSnapshotName } from '../../../../src/model/volume-snapshot.ts'
import { createInstance } from '../../../../src/service/instance/create.ts'
import { startInstance } from '../../../../src/service/instance/start.ts'
import { stopInstance } from '../../../../src/service/instance/stop.ts'
import { cancelOperation } from '../../../../src/service/operation/cancel.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { createPool, deletePool, listPools } from '../../../../src/service/pool/pools.ts'
import { attachVolume, detachVolume, limitVolume } from '../../../../src/service/volume/attach.ts'
import { checkVolume } from '../../../../src/service/volume/check.ts'
import { commitVolume } from '../../../../src/service/volume/commit.ts'
import { createVolume } from '../../../../src/service/volume/create.ts'
import { deleteVolume } from '../../../../src/service/volume/delete.ts'
import { exportVolume } from '../../../../src/service/volume/export.ts'
import { rebaseVolume } from '../../../../src/service/volume/rebase.ts'
import { renameVolume } from '../../../../src/service/volume/rename.ts'
import { resizeVolume } from '../../../../src/service/volume/resize.ts'
import { compactVolume, convertVolume } from '../../../../src/service/volume/rewrite.ts'
import { listVolumeSnapshots, snapshotVolume } from '../../../../src/service/volume/snapshot.ts'
import { listVolumes, showVolume } from '../../../../src/service/volume/view.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const data = VolumeName.parse('data')
const web = InstanceName.parse('web')
const withData: InstanceSpecInput = { disks: [{ volume: 'data' }] }

async function make(bench: ServiceBench, want: Partial<VolumeCreateInput> = {}): Promise<void> {
  const whole = VolumeCreate.parse({ kind: 'empty', name: 'data', size: '1GiB', ...want })
  await bench.done(await createVolume(bench.deps, whole, ownRequest))
}

const cloneOf = (name: string, linked: boolean) => VolumeCreate.parse({ kind: 'clone', name, from: 'data', linked })

async function withVolume(): Promise<ServiceBench> {
  const bench = new ServiceBench()
  await make(bench)
  return bench
}

/** Everything that a pool holds, hidden things too. */
function held({ volumes }: ServiceBench): readonly number[] {
  return [volumes.there.size, volumes.drafts.size, volumes.left.size]
}

test('a volume is made, shown with who uses it, renamed in the spec of its user, and removed', async () => {
  const bench = await withVolume()
  await bench.createRunning('web', withData)
  assert.deepEqual((await showVolume(bench.deps, 'data')).usedBy, [{ instance: 'web', readOnly: false, running: true }])
  const renamed = await renameVolume(bench.deps, data, VolumeName.parse('archive'))
  assert.deepEqual(
    renamed.usedBy.map(({ instance }) => instance),
    ['web'],
  )
  await assert.rejects(deleteVolume(bench.deps, 'archive'), { code: 'volume.in-use' })
  await bench.done(await stopInstance(bench.deps, web, { timeoutMs: 1000 }, ownRequest))
  const archive = VolumeName.parse('archive')
  await bench.done(await detachVolume(bench.deps, archive, { instance: web }, ownRequest))
  await deleteVolume(bench.deps, 'archive')
  assert.deepEqual((await listVolumes(bench.deps)).items, [])
  assert.deepEqual(held(bench), [0, 0, 0])
})

test('one name is given once, and a name that is not there says what may have been meant', async () => {
  const bench = await withVolume()
  await assert.rejects(make(bench), { code: 'volume.exists' })
  await assert.rejects(showVolume(bench.deps, 'dats'), {
    code: 'volume.not-found',
    details: { volume: 'dats', near: 'data' },
  })
})

test('an instance is not made, and not started, with a volume that is missing or that another writes to', async () => {
  const bench = await withVolume()
  await assert.rejects(bench.create('web', { disks: [{ volume: 'other' }] }), { code: 'volume.not-found' })
  await bench.create('web', withData)
  await assert.rejects(bench.create('db', withData), { code: 'volume.in-use' })
  bench.volumes.there.clear()
  await assert.rejects(startInstance(bench.deps, web, ownRequest), { code: 'volume.damaged' })
})

test('two who ask for the same volume at once do not both get it', async () => {
  const bench = await withVolume()
  const wish = (name: string) => ({
    name: InstanceName.parse(name),
    spec: InstanceSpec.parse({ disk: '1GiB', ...withData }),
  })
  const both = await Promise.allSettled(
    ['one', 'two'].map((name) => createInstance(bench.deps, wish(name), ownRequest)),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('a volume is attached to a guest that runs, limited, grown and detached; the record follows', async () => {
  const bench = await withVolume()
  await bench.createRunning('web')
  await bench.done(await attachVolume(bench.deps, data, { instance: web, readOnly: false }, ownRequest))
  const guest = await bench.guestOf(web)
  const [id = ''] = [...guest.disks.keys()]
  await bench.done(await limitVolume(bench.deps, data, { instance: web, limits: { iops: 9 } }, ownRequest))
  const grown = await bench.done(await resizeVolume(bench.deps, data, { size: 2 ** 31, shrink: false }, ownRequest))
  assert.deepEqual([guest.disks.get(id)?.source.limits, guest.disks.get(id)?.sizeBytes], [{ iops: 9 }, 2 ** 31])
  assert.match(grown.notes.join(), /web sees the new size/)
  const record = (await bench.store.get('instance', web))?.value
  assert.deepEqual(record?.run?.spec.disks, record?.spec.disks)
  await bench.done(await detachVolume(bench.deps, data, { instance: web }, ownRequest))
  assert.equal(guest.disks.size, 0)
  assert.deepEqual((await bench.store.get('instance', web))?.value.run?.spec.disks, [])
})

test('a guest that has no place for a disk does not have it in its record', async () => {
  const bench = await withVolume()
  await bench.createRunning('web')
  ;(await bench.guestOf(web)).refusesDisks = true
  const ended = await bench.ended(await attachVolume(bench.deps, data, { instance: web, readOnly: false }, ownRequest))
  assert.match(ended.problem?.title ?? '', /Volume "data" cannot be plugged in/)
  assert.deepEqual((await showVolume(bench.deps, 'data')).usedBy, [])
})

test('a guest that does not let go of a disk keeps it, in its record too', async () => {
  const bench = await withVolume()
  await bench.createRunning('web', withData)
  ;(await bench.guestOf(web)).holdsDisks = true
  const ended = await bench.ended(await detachVolume(bench.deps, data, { instance: web }, ownRequest))
  assert.equal(ended.problem?.code, 'volume.held')
  assert.equal((await showVolume(bench.deps, 'data')).usedBy.length, 1)
})

test('a linked clone shields what it stands on, until it stands alone', async () => {
  const bench = await withVolume()
  await bench.done(await createVolume(bench.deps, cloneOf('top', true), ownRequest))
  assert.deepEqual((await showVolume(bench.deps, 'data')).stoodOnBy, ['top'])
  await assert.rejects(bench.create('web', withData), { code: 'volume.stood-on' })
  const alone = VolumeConvert.parse({ format: 'qcow2' })
  await bench.done(await convertVolume(bench.deps, VolumeName.parse('top'), alone, ownRequest))
  assert.equal((await showVolume(bench.deps, 'top')).standsOn, null)
  await deleteVolume(bench.deps, 'data')
})

const top = VolumeName.parse('top')

async function withTop(): Promise<ServiceBench> {
  const bench = await withVolume()
  await bench.done(await createVolume(bench.deps, cloneOf('top', true), ownRequest))
  await make(bench, { name: 'other' })
  return bench
}

test('a volume gets another base, goes into it, and stands alone', async () => {
  const bench = await withTop()
  const onto = VolumeName.parse('other')
  await bench.done(await rebaseVolume(bench.deps, top, { onto, unsafe: false }, ownRequest))
  assert.equal((await showVolume(bench.deps, 'top')).standsOn, 'other')
  const { result } = await bench.done(await commitVolume(bench.deps, top, ownRequest))
  assert.equal(result?.['base'], 'other')
  await bench.done(await rebaseVolume(bench.deps, top, { onto: null, unsafe: false }, ownRequest))
  assert.equal((await showVolume(bench.deps, 'top')).standsOn, null)
  await assert.rejects(rebaseVolume(bench.deps, top, { onto: null, unsafe: false }, ownRequest), /stands on no other/)
  await assert.rejects(commitVolume(bench.deps, top, ownRequest), { code: 'volume.unfit' })
  assert.deepEqual(held(bench), [3, 0, 0])
})

test('a rebase that fails or is cancelled leaves the base that it was', async () => {
  for (const how of ['fails', 'is cancelled'] as const) {
    const bench = await withTop()
    if (how === 'fails') bench.volumes.failNext('rebase', full)
    else bench.volumes.gate = new Promise(() => {})
    const want = { onto: VolumeName.parse('other'), unsafe: false }
    const operation = await rebaseVolume(bench.deps, top, want, ownRequest)
    if (how === 'is cancelled') await cancelOperation(bench.deps, operation.id)
    assert.equal((await bench.ended(operation)).state, how === 'fails' ? 'failed' : 'cancelled')
    assert.equal((await showVolume(bench.deps, 'top')).standsOn, 'data')
    assert.deepEqual(held(bench), [3, 0, 0])
  }
})

test('while a volume gets another base, nobody changes that', async () => {
  const bench = await withTop()
  bench.volumes.gate = new Promise(() => {})
  const operation = await rebaseVolume(bench.deps, top, { onto: VolumeName.parse('other'), unsafe: false }, ownRequest)
  await assert.rejects(deleteVolume(bench.deps, 'other'), /other/)
  await cancelOperation(bench.deps, operation.id)
  await bench.ended(operation)
})

test('a state is kept once under its name, brought back, and forgotten', async () => {
  const bench = await withVolume()
  const snapshot = VolumeSnapshotName.parse('first')
  const ask = (act: 'create' | 'restore' | 'remove') => snapshotVolume(bench.deps, data, { act, snapshot }, ownRequest)
  const { signal } = new AbortController()
  await assert.rejects(ask('restore'), /cannot find the state "first": it keeps none/)
  await bench.done(await ask('create'))
  await assert.rejects(ask('create'), /has one that is called "first"/)
  assert.equal((await listVolumeSnapshots(bench.deps, data, signal)).items.length, 1)
  await bench.done(await ask('restore'))
  await bench.done(await ask('remove'))
  assert.deepEqual(await listVolumeSnapshots(bench.deps, data, signal), { items: [] })
})

test('another format is in the record, and the old file is gone', async () => {
  const bench = await withVolume()
  await bench.done(await convertVolume(bench.deps, data, VolumeConvert.parse({ format: 'raw' }), ownRequest))
  assert.equal((await showVolume(bench.deps, 'data')).format, 'raw')
  assert.deepEqual(held(bench), [1, 0, 0])
})

test('compacting says what it took before and takes after; an export leaves the volume as it is', async () => {
  const bench = await withVolume()
  const { result } = await bench.done(await compactVolume(bench.deps, data, ownRequest))
  assert.deepEqual(result, { name: 'data', before: 4096, after: 4096 })
  const want = { path: '/out.vmdk', format: 'vmdk', compress: true, decrypt: false, overwrite: false } as const
  await bench.done(await exportVolume(bench.deps, data, want, ownRequest))
  assert.ok(bench.volumes.exported.has('/out.vmdk'))
})

test('a damaged volume is mended on a copy, which takes its place only when it is sound', async () => {
  const bench = await withVolume()
  bench.volumes.health = { state: 'damaged', corruptions: 3, leaks: 0 }
  const found = await bench.done(await checkVolume(bench.deps, data, { repair: false }, ownRequest))
  assert.deepEqual([found.result?.['state'], found.result?.['repaired']], ['damaged', false])
  const mended = await bench.done(await checkVolume(bench.deps, data, { repair: true }, ownRequest))
  assert.equal(mended.result?.['repaired'], true)
  assert.deepEqual(held(bench), [1, 0, 0])
})

const full = new Fault('host.disk-full', { path: '/volumes', free: '0B', needed: '1GiB' })

test('a full disk at any step of making, cloning and converting leaves nothing', async () => {
  for (const step of ['create', 'copy', 'commit', 'keep'] as const) {
    for (const act of ['create', 'clone', 'convert'] as const) {
      const bench = act === 'create' ? new ServiceBench() : await withVolume()
      // The first commit is that of the operation.
      if (step === 'commit') bench.volumes.beforeDraftEnds = () => bench.store.failNextCommit(full)
      else bench.volumes.failNext(step, full)
      const operation = await {
        create: () =>
          createVolume(bench.deps, VolumeCreate.parse({ kind: 'empty', name: 'new', size: '1GiB' }), ownRequest),
        clone: () => createVolume(bench.deps, cloneOf('new', false), ownRequest),
        convert: () => convertVolume(bench.deps, data, VolumeConvert.parse({ format: 'raw' }), ownRequest),
      }[act]()
      const { problem } = await bench.ended(operation)
      if (problem === null) continue
      assert.equal(problem.code, 'host.disk-full')
      await bench.reborn()
      const names = (await listVolumes(bench.deps)).items.map((item) => `${item.name} ${item.problem ?? 'good'}`)
      const isKept = step === 'keep' && act !== 'convert'
      const before = act === 'create' ? [] : ['data good']
      assert.deepEqual(names, isKept ? [...before, 'new good'] : before, `${act} at ${step}`)
      assert.equal(bench.volumes.drafts.size, 0)
    }
  }
})

test('a cancelled copy leaves nothing', async () => {
  const bench = await withVolume()
  bench.volumes.gate = new Promise(() => {})
  const operation = await createVolume(bench.deps, cloneOf('copy', false), ownRequest)
  await cancelOperation(bench.deps, operation.id)
  assert.equal((await bench.ended(operation)).state, 'cancelled')
  assert.deepEqual(held(bench), [1, 0, 0])
  assert.equal((await listVolumes(bench.deps)).items.length, 1)
})

test('a removal that cannot be recorded puts the volume back', async () => {
  const bench = await withVolume()
  bench.store.failNextCommit(full)
  await assert.rejects(deleteVolume(bench.deps, 'data'), { code: 'host.disk-full' })
  assert.equal((await showVolume(bench.deps, 'data')).problem, null)
})

test('a pool is a folder of our own; one that has volumes, or is the first, stays', async () => {
  const bench = new ServiceBench()
  const { deps } = bench
  const fast = (await createPool(deps, { name: 'fast', path: '/fast' } as Parameters<typeof createPool>[1])).name
  await assert.rejects(createPool(deps, { name: fast, path: '/x' }), { code: 'pool.exists' })
  await assert.rejects(createPool(deps, { name: 'two', path: '/fast' } as Parameters<typeof createPool>[1]), {
    code: 'pool.exists',
  })
  await assert.rejects(createPool(deps, { name: 'bad', path: '/foreign' } as Parameters<typeof createPool>[1]), {
    code: 'pool.unusable',
  })
  await make(bench, { pool: 'fast' })
  assert.deepEqual(
    (await listPools(deps)).items.map(({ name, volumes }) => [name, volumes]),
    [
      ['default', 0],
      ['fast', 1],
    ],
  )
  await assert.rejects(deletePool(deps, fast), { code: 'pool.in-use' })
  await deleteVolume(deps, 'data')
  await deletePool(deps, fast)
  await assert.rejects(make(bench, { pool: 'fast' }), { code: 'pool.not-found' })
})
