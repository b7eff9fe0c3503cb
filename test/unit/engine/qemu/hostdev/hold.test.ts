import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { giveBack } from '../../../../../src/engine/qemu/hostdev/give-back.ts'
import { takeDevices } from '../../../../../src/engine/qemu/hostdev/take.ts'
import { macFrom, setMacCommand } from '../../../../../src/engine/qemu/hostdev/virtual-function.ts'
import { entryExists } from '../../../../../src/host/entry-exists.ts'
import { UsbBus } from '../../../../../src/host/usb-bus.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import type { PlannedHostdev } from '../../../../../src/plan/instance/start-plan.ts'
import { FakePciBus } from '../../../../fake/pci-bus.ts'

const forever = new AbortController().signal
const card = '0000:03:00.0'
const sound = '0000:03:00.1'
const part = '0000:04:10.0'
const ready = '0000:05:00.0'
const host = { [card]: 'e1000e', [sound]: 'snd_hda_intel', [part]: null, [ready]: 'vfio-pci' }
const pci = (address: string, bind = [address]): PlannedHostdev => ({
  kind: 'pci',
  address,
  bind,
  virtualFunction: null,
})
const plan: readonly PlannedHostdev[] = [
  pci(card),
  pci(sound),
  pci(part),
  pci(ready, []),
  { kind: 'usb', bus: 1, port: '2' },
]
const atRest = new FakePciBus(host).state()

async function holdIn(folder: string, bus = new FakePciBus(host)) {
  return { bus, usb: new UsbBus(folder), file: join(folder, 'x.devices') }
}

test('devices go to vfio-pci one after the other, and back to the drivers that had them', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  await takeDevices(hold, plan, forever)
  assert.deepEqual(hold.bus.changes.splice(0), [
    `override ${card} vfio-pci`,
    `unbind ${card}`,
    `probe ${card}`,
    `override ${sound} vfio-pci`,
    `unbind ${sound}`,
    `probe ${sound}`,
    `override ${part} vfio-pci`,
    `probe ${part}`,
  ])
  assert.deepEqual(await giveBack(hold), [])
  assert.deepEqual(hold.bus.state(), atRest)
  assert.equal(await entryExists(hold.file), false)
})

test('a USB device that QEMU could not give back, since it was killed, is given a driver again', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  const devices = join(folder.path, 'bus/usb/devices')
  for (const name of ['1-2:1.0', '1-2:1.1/driver', '1-2.1:1.0']) await mkdir(join(devices, name), { recursive: true })
  const probe = join(folder.path, 'bus/usb/drivers_probe')
  await writeFile(probe, '')
  await takeDevices(hold, [{ kind: 'usb', bus: 1, port: '2' }], forever)
  assert.deepEqual(await giveBack(hold), [])
  assert.equal(await readFile(probe, 'utf8'), '1-2:1.0')
  assert.equal(await entryExists(hold.file), false)
})

test('a USB device that may not be given back is told as one to plug in again', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  await mkdir(join(folder.path, 'bus/usb/devices/1-2:1.0'), { recursive: true })
  await takeDevices(hold, [{ kind: 'usb', bus: 1, port: '2' }], forever)
  const [fault] = await giveBack(hold)
  assert.match(fault?.message ?? '', /1-2 could not be given back to its driver: .*; unplug it and plug it in again/)
})

test('what vfio-pci had before stays with it', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  await takeDevices(hold, [pci(ready, [])], forever)
  await giveBack(hold)
  assert.deepEqual(hold.bus.changes, [])
})

test('whenever everything is killed, what was taken is given back by whoever comes next', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  for (let change = 0; change <= 8; change += 1) {
    for (let back = 0; back <= 12; back += 1) {
      const hold = await holdIn(folder.path)
      hold.bus.killBefore = change
      await takeDevices(hold, plan, forever).catch(() => {})
      hold.bus.killBefore = hold.bus.changes.length + back
      await giveBack(hold)
      hold.bus.killBefore = Infinity
      assert.deepEqual(await giveBack(hold), [])
      assert.deepEqual(hold.bus.state(), atRest, `killed before change ${change}, and ${back} changes later`)
      assert.equal(await entryExists(hold.file), false)
    }
  }
})

test('a device that does not come back is told, and is tried again with the next start and stop', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  await takeDevices(hold, [pci(card), pci(sound)], forever)
  hold.bus.stuck.add(card)
  const faults = await giveBack(hold)
  assert.deepEqual(
    faults.map(({ code, message }) => `${code}: ${message}`),
    [`host.device-stuck: The device ${card} could not be given back to its driver e1000e: device or resource busy.`],
  )
  hold.bus.stuck.clear()
  await takeDevices(hold, [pci(card, []), pci(sound)], forever)
  assert.deepEqual(await giveBack(hold), [])
  assert.deepEqual(hold.bus.state(), atRest)
})

test('a device that was unplugged meanwhile is nobody’s any more', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  await takeDevices(hold, [pci(card)], forever)
  const later = { ...hold, bus: new FakePciBus({}) }
  assert.deepEqual(await giveBack(later), [])
  assert.deepEqual(later.bus.changes, [])
})

test('after a restart of the host nothing is given back: the host has done so', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  await takeDevices(hold, [pci(card)], forever)
  const note = JSON.parse(await readFile(hold.file, 'utf8')) as object
  await writeFile(hold.file, JSON.stringify({ ...note, bootId: 'another' }))
  const later = { ...hold, bus: new FakePciBus(host) }
  await giveBack(later)
  assert.deepEqual(later.bus.changes, [])
  assert.equal(await entryExists(hold.file), false)
})

test('a driver that does not let go is named, with the device', async () => {
  await using folder = await TempDir.make('stroj-hostdev')
  const hold = await holdIn(folder.path)
  hold.bus.stuck.add(card)
  await assert.rejects(takeDevices(hold, [pci(card)], forever), {
    code: 'host.device-stuck',
    message: `The device ${card} could not be taken over by vfio-pci: device or resource busy.`,
  })
  await giveBack(hold)
  assert.deepEqual(hold.bus.state(), atRest)
})

test('the address of a virtual function is set and read with ip', () => {
  const mac = '52:54:00:00:00:01'
  assert.equal(setMacCommand('eno1', '2', mac).join(' '), `ip link set dev eno1 vf 2 mac ${mac}`)
  const told = [
    {
      ifname: 'eno1',
      vfinfo_list: [
        { vf: 0, mac },
        { vf: 1, link_type: 'ether', address: mac },
      ],
    },
  ]
  assert.deepEqual(
    [0, 1, 2].map((index) => macFrom(JSON.stringify(told), index)),
    [mac, mac, null],
  )
  assert.equal(macFrom('[{"ifname":"eno1"}]', 0), null)
})
