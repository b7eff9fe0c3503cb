import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../src/model/fault.ts'
import { InstanceStop } from '../../../src/model/instance.ts'
import type { InstanceName } from '../../../src/model/name.ts'
import { killInstance } from '../../../src/service/instance/kill.ts'
import { restartInstance } from '../../../src/service/instance/restart.ts'
import { setInstance } from '../../../src/service/instance/set.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { devices } from '../../support/host-devices.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const card = '0000:03:00.0'
const never = new AbortController().signal

function benchWithDevices(): ServiceBench {
  const bench = new ServiceBench()
  bench.computer.has = { ...bench.computer.has, devices: devices() }
  return bench
}

function devicesOf(bench: ServiceBench, name: InstanceName) {
  return showInstance(bench.deps, name, never).then((instance) => instance.devices)
}

test('a running instance shows what it has of the host, and one that is stopped has nothing', async () => {
  const bench = benchWithDevices()
  const web = await bench.createRunning('web', { hostdevs: [{ pci: card }, { usb: '1-2' }] })
  const given = [
    { kind: 'pci', address: card, physicalFunction: null },
    { kind: 'usb', port: '1-2' },
  ]
  assert.deepEqual(await devicesOf(bench, web), given)
  assert.equal((await bench.guestOf(web)).plan.hostdevs.length, 2)
  await bench.done(await killInstance(bench.deps, web, ownRequest))
  assert.deepEqual(await devicesOf(bench, web), [])
})

test('a device that is not there is no failure before the start', async () => {
  const bench = benchWithDevices()
  const web = await bench.create('web', { hostdevs: [{ pci: '0000:09:00.0' }] })
  await assert.rejects(startInstance(bench.deps, web, ownRequest), { code: 'host.device-not-found' })
  await setInstance(bench.deps, web, { spec: { hostdevs: [{ pci: card }] } }, undefined)
  await bench.done(await startInstance(bench.deps, web, ownRequest))
})

test('what one instance has, no other gets, also after a restart of the daemon', async () => {
  const bench = benchWithDevices()
  const web = await bench.createRunning('web', { hostdevs: [{ pci: card }] })
  const db = await bench.create('db', { hostdevs: [{ pci: card }] })
  const inUse = { code: 'host.device-in-use', message: /instance "web" has it/ }
  await assert.rejects(startInstance(bench.deps, db, ownRequest), inUse)
  await bench.deps.fleet.release()
  await bench.reborn()
  await assert.rejects(startInstance(bench.deps, db, ownRequest), inUse)
  await bench.done(await killInstance(bench.deps, web, ownRequest))
  await bench.done(await startInstance(bench.deps, db, ownRequest))
})

test('of many who start at once, one gets the device', async () => {
  const bench = benchWithDevices()
  const names: InstanceName[] = []
  for (const name of ['a', 'b', 'c', 'd']) names.push(await bench.create(name, { hostdevs: [{ pci: card }] }))
  const starts = await Promise.allSettled(names.map((name) => startInstance(bench.deps, name, ownRequest)))
  const begun = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  assert.equal(begun.length, 1)
  for (const operation of begun) await bench.done(operation)
  const had = await Promise.all(names.map((name) => devicesOf(bench, name)))
  assert.equal(had.flat().length, 1)
})

test('with a restart the devices are looked at anew, since the stop has given them back', async () => {
  const bench = benchWithDevices()
  const web = await bench.createRunning('web', { hostdevs: [{ pci: card }] })
  const taken = devices()
  const bound = taken.pci.map((device) => (device.address === card ? { ...device, driver: 'vfio-pci' } : device))
  bench.computer.has = { ...bench.computer.has, devices: { ...taken, pci: bound } }
  const before = await bench.guestOf(web)
  const restarting = await restartInstance(bench.deps, web, InstanceStop.parse({ timeoutMs: 0 }), ownRequest)
  bench.computer.has = { ...bench.computer.has, devices: taken }
  await bench.done(restarting)
  const after = await bench.guestOf(web)
  assert.notEqual(after, before)
  assert.deepEqual(after.plan.hostdevs, [{ kind: 'pci', address: card, bind: [card], virtualFunction: null }])
})

test('a device that does not go back keeps nothing else from its end', async () => {
  const bench = benchWithDevices()
  const web = await bench.createRunning('web', { hostdevs: [{ pci: card }] })
  bench.host.stuck = [new Fault('host.device-stuck', { device: card, action: 'given back', reason: 'busy' })]
  await bench.done(await killInstance(bench.deps, web, ownRequest))
  assert.equal((await showInstance(bench.deps, web, never)).state.kind, 'stopped')
})
