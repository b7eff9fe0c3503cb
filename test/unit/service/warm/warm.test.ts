import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { InstanceName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { deleteImage } from '../../../../src/service/image/delete.ts'
import { createInstance } from '../../../../src/service/instance/create.ts'
import { deleteInstance } from '../../../../src/service/instance/delete.ts'
import { explainInstance } from '../../../../src/service/instance/explain.ts'
import { killInstance } from '../../../../src/service/instance/kill.ts'
import { startInstance } from '../../../../src/service/instance/start.ts'
import { InstanceName as Name } from '../../../../src/model/name.ts'
import { ownRequest } from '../../../../src/service/operation/begin.ts'
import { VolumeCreate } from '../../../../src/model/volume.ts'
import { createVolume } from '../../../../src/service/volume/create.ts'
import { makeWarm } from '../../../../src/service/warm/make.ts'
import { changeWarmSettings } from '../../../../src/service/warm/settings.ts'
import { deleteWarm } from '../../../../src/service/warm/remove.ts'
import { listWarm } from '../../../../src/service/warm/view.ts'
import { ServiceBench } from '../../../support/service-bench.ts'

const web = Name.parse('web')

/** A bench with the image debian, of which a guest is kept. */
async function warmBench(spec: InstanceSpecInput = {}): Promise<ServiceBench> {
  const bench = new ServiceBench()
  await bench.create('first')
  await bench.done(await warm(bench, spec))
  return bench
}

function warm(bench: ServiceBench, spec: InstanceSpecInput = {}) {
  const whole = InstanceSpec.parse({ image: 'debian', ...spec })
  return makeWarm(bench.deps, { spec: whole, automatic: false }, ownRequest)
}

async function create(bench: ServiceBench, name: InstanceName, spec: InstanceSpecInput = {}): Promise<void> {
  const whole = InstanceSpec.parse({ image: 'debian', ...spec })
  await bench.done(await createInstance(bench.deps, { name, spec: whole }, ownRequest))
}

const start = (bench: ServiceBench, name: InstanceName) => startInstance(bench.deps, name, ownRequest)

async function recordOf(bench: ServiceBench, name: InstanceName) {
  const found = await bench.store.get('instance', name)
  if (!found) throw new Error(`there is no ${name}`)
  return found.value
}

describe('an instance that starts for the first time', () => {
  test('goes on from a warm image that is like it, and is counted there', async () => {
    const bench = await warmBench()
    await create(bench, web, { nics: [{ forward: ['8080:80'] }], labels: { tier: 'front' } })
    const { result } = await bench.done(await start(bench, web))
    const [item] = (await listWarm(bench.deps)).items
    assert.equal(result?.['warm'], item?.id)
    assert.deepEqual([item?.uses, item?.unfit], [1, null])
    const { plan } = await bench.guestOf(web)
    assert.deepEqual(plan.warm, { id: item?.id, as: 'fork' })
    assert.equal((await recordOf(bench, web)).run?.warm?.identity, 'given')
  })

  test('boots when a warm image differs, and says in what', async () => {
    const bench = await warmBench()
    await create(bench, web, { memory: '2GiB' })
    const { notes } = await bench.done(await start(bench, web))
    assert.deepEqual(notes, ['"web" boots, since no warm image has its memory.'])
    assert.equal((await bench.guestOf(web)).plan.warm, undefined)
  })

  test('boots when the host has changed under the warm image, and the list says so, too', async () => {
    const bench = await warmBench()
    bench.host.warm.ground = { QEMU: '7.3' }
    await create(bench, web)
    const { notes } = await bench.done(await start(bench, web))
    assert.match(notes.join(), /boots, since the warm image \S+ cannot be used: QEMU has changed since it was made/)
    assert.match((await listWarm(bench.deps)).items[0]?.unfit ?? '', /QEMU has changed/)
  })

  test('boots when the files of the warm image are damaged', async () => {
    const bench = await warmBench()
    const [item] = (await listWarm(bench.deps)).items
    if (item) bench.host.warm.damaged.set(item.id, 'its memory is gone')
    await create(bench, web)
    const { notes } = await bench.done(await start(bench, web))
    assert.match(notes.join(), /damaged: its memory is gone/)
  })

  test('boots instead when the fork does not become itself, which ends that warm image', async () => {
    const bench = await warmBench()
    await create(bench, web)
    bench.host.dress = (guest) => {
      if (guest.plan.warm) guest.identityFailure = new Error('the guest says: no')
    }
    const { notes } = await bench.done(await start(bench, web))
    assert.match(notes.join(), /It boots, since its warm image was of no use: the guest says: no/)
    assert.deepEqual((await listWarm(bench.deps)).items, [])
    const record = await recordOf(bench, web)
    assert.deepEqual([record.warmed, record.run?.warm, bench.host.warm.given.size], [undefined, undefined, 0])
  })

  test('gets its volumes once it is itself', async () => {
    const bench = await warmBench()
    const want = VolumeCreate.parse({ kind: 'empty', name: 'data', size: '1MiB' })
    await bench.done(await createVolume(bench.deps, want, ownRequest))
    await create(bench, web, { disks: [{ volume: 'data' }] })
    await bench.done(await start(bench, web))
    const { plan, disks } = await bench.guestOf(web)
    assert.equal(plan.warm?.as, 'fork')
    assert.deepEqual([plan.disks.length, disks.size], [1, 1])
  })

  test('is explained as it would be', async () => {
    const bench = await warmBench()
    await create(bench, web)
    const { notes } = await explainInstance(bench.deps, web, 'start', 'exact')
    assert.match(notes.join(), /stroj tells it who it is/)
  })
})

test('an instance that has run before boots from its own disks, on top of what the kept guest had written', async () => {
  const bench = await warmBench()
  await create(bench, web)
  await bench.done(await start(bench, web))
  await bench.done(await killInstance(bench.deps, web, ownRequest))
  await bench.done(await start(bench, web))
  const { plan } = await bench.guestOf(web)
  assert.equal(plan.warm, undefined)
  const [disk] = plan.disks
  assert.deepEqual(disk?.source.kind === 'own' && disk.source.below, ['disk0.warm.qcow2'])
})

test('a daemon that died before a fork was itself: the fork is ended, and its instance has never run', async () => {
  const bench = await warmBench()
  await create(bench, web)
  bench.host.hold('open')
  await start(bench, web)
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal((await recordOf(bench, web)).run?.warm?.identity, 'pending')
  const guest = await bench.guestOf(web)
  await bench.reborn()
  const record = await recordOf(bench, web)
  assert.deepEqual([record.booted, record.warmed, record.run], [false, undefined, null])
  assert.equal(guest.ending?.kind, 'crashed')
  assert.equal(bench.host.warm.given.size, 0)
})

describe('a warm image', () => {
  test('is made once for the same instances', async () => {
    const bench = await warmBench()
    const { result } = await bench.done(await warm(bench))
    assert.equal(result?.['made'], false)
    assert.equal((await listWarm(bench.deps)).items.length, 1)
  })

  test('is refused, with the reason, for machines that cannot be forked', async () => {
    const bench = await warmBench()
    await assert.rejects(warm(bench, { firmware: 'uefi' }), { code: 'warm.refused', message: /UEFI variables/ })
    await assert.rejects(warm(bench, { machine: 'microvm', console: { screen: false } }), { code: 'warm.refused' })
    await assert.rejects(warm(bench, { cdrom: '/srv/a.iso' }), { code: 'warm.refused' })
  })

  test('that could not be made leaves nothing, and says why', async () => {
    const bench = await warmBench()
    bench.host.warm.failNext = new Error('no room')
    const { state } = await bench.ended(await warm(bench, { memory: '2GiB' }))
    assert.equal(state, 'failed')
    assert.deepEqual([bench.host.warm.drafts.size, bench.host.warm.kept.size], [0, 1])
  })

  test('is refused when it can never fit into the budget', async () => {
    const bench = await warmBench()
    await changeWarmSettings(bench.deps, { budget: 2 ** 30 })
    await assert.rejects(warm(bench, { memory: '2GiB' }), { code: 'warm.over-budget' })
  })

  test('goes, the least recently used first, when all take more than the budget', async () => {
    const bench = await warmBench()
    await bench.clock.advance(1000)
    await bench.done(await warm(bench, { cpus: 2 }))
    await bench.clock.advance(1000)
    await create(bench, web)
    await bench.done(await start(bench, web))
    await changeWarmSettings(bench.deps, { budget: 150 << 20 })
    assert.deepEqual(
      (await listWarm(bench.deps)).items.map(({ cpus, uses }) => [cpus, uses]),
      [[1, 1]],
    )
  })

  test('is removed by its id, and with its image', async () => {
    const bench = await warmBench()
    await bench.clock.advance(1000)
    await bench.done(await warm(bench, { cpus: 2 }))
    await bench.clock.advance(1000)
    const [item] = (await listWarm(bench.deps)).items
    if (item) assert.equal((await deleteWarm(bench.deps, item.id)).cpus, 2)
    await bench.done(await deleteInstance(bench.deps, Name.parse('first'), { force: false }, ownRequest))
    await deleteImage(bench.deps, 'debian')
    assert.deepEqual([(await listWarm(bench.deps)).items, bench.host.warm.kept.size], [[], 0])
  })

  test('is made by itself after an instance had to boot, unless that is switched off', async () => {
    for (const automatic of [true, false]) {
      const bench = new ServiceBench()
      await bench.create('web')
      await changeWarmSettings(bench.deps, { automatic })
      await bench.done(await start(bench, web))
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
      const { items } = await listWarm(bench.deps)
      assert.deepEqual(
        items.map((item) => item.automatic),
        automatic ? [true] : [],
      )
    }
  })
})
