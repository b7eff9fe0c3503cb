import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { PciDevice } from '../../src/model/host/device.ts'
import { untilFound } from '../support/until.ts'
import { Lab } from './lab.ts'
import { reportOf } from './report.ts'

const minutes = 60_000
const ethernet = '8086:10d3'
let lab: Lab

before(async () => {
  lab = await Lab.running()
})

/** The ids of all devices that the guest sees on its PCI bus. */
const lookAtBus =
  'for device in /sys/bus/pci/devices/*; do cat $device/vendor $device/device | tr "\\n" " "; echo; done'

test('a card of the host goes to a guest by its ids, and comes back to its driver after', async () => {
  assert.equal((await cardOf(ethernet)).driver, 'e1000e')
  const wish = [
    'run',
    'tiny',
    '--name',
    'carded',
    '--memory',
    '256MiB',
    '--accel',
    'kvm',
    '--hostdev',
    `pci=${ethernet}`,
  ]
  const run = await lab.stroj([...wish, '--', 'sh', '-c', lookAtBus], { timeoutMs: 3 * minutes })
  assert.equal(run.code, 0, run.stderr)
  assert.match(run.stdout, /^0x8086 0x10d3/m)
  assert.equal((await cardOf(ethernet)).driver, 'vfio-pci')
  await lab.stroj(['rm', '--force', 'carded'])
  assert.equal((await cardOf(ethernet)).driver, 'e1000e')
})

test('a daemon that is killed while a guest has a card gives it back all the same', async () => {
  const wish = [
    'run',
    'tiny',
    '--name',
    'orphan',
    '--memory',
    '256MiB',
    '--accel',
    'kvm',
    '--hostdev',
    `pci=${ethernet}`,
  ]
  const run = await lab.stroj([...wish, '--detach'], { timeoutMs: 2 * minutes })
  assert.equal(run.code, 0, run.stderr)
  await lab.ok(['sh', '-c', 'kill -9 $(cat /root/stroj/state/daemon.pid)'])
  await lab.stroj(['kill', 'orphan'])
  await lab.stroj(['rm', '--force', 'orphan'])
  assert.equal((await cardOf(ethernet)).driver, 'e1000e')
})

test('two guests cannot have one card', async () => {
  const wish = (name: string) => [
    'run',
    'tiny',
    '--name',
    name,
    '--memory',
    '256MiB',
    '--hostdev',
    `pci=${ethernet}`,
    '--detach',
  ]
  await lab.stroj([...wish('first'), '--accel', 'kvm'], { timeoutMs: 2 * minutes })
  const second = await lab.stroj([...wish('second'), '--accel', 'kvm'], { timeoutMs: 2 * minutes })
  assert.notEqual(second.code, 0)
  assert.match(second.stderr, /first/)
  await lab.stroj(['rm', '--force', 'first', 'second'])
})

test('what the host needs itself is not given away', async () => {
  const disk = reportOf(await lab.stroj(['host', '--format', 'json'])).inventory.devices.pci.find(({ uses }) =>
    uses.some((use) => use.includes('/')),
  )
  assert.ok(disk)
  const { code, stderr } = await lab.stroj(['run', 'tiny', '--rm', '--hostdev', `pci=${disk.address}`])
  assert.notEqual(code, 0)
  assert.match(stderr, new RegExp(disk.address))
})

test('virtual functions come, one goes to a guest, which reads the disk behind it, and they go again', async () => {
  const whole = await splittable()
  await lab.ok(['dd', 'of=/dev/nvme0n1', 'bs=512', 'conv=fsync'], {
    stdin: 'a disk that two computers read'.padEnd(512),
  })
  await setAside(whole.address)
  const split = await lab.stroj(['host', 'virtual-functions', whole.address, '2', '--yes'])
  assert.equal(split.code, 0, split.stderr)
  const { virtualFunctions } = await splittable()
  assert.equal(virtualFunctions?.on, 2)
  await bringOnline(1)
  const [first = ''] = virtualFunctions.addresses
  const wish = ['run', 'tiny', '--name', 'shared', '--memory', '256MiB', '--accel', 'kvm', '--hostdev', `pci=${first}`]
  const look = ['sh', '-c', `${lookAtBus}; head -c 30 /dev/nvme0n1`]
  const run = await lab.stroj([...wish, '--', ...look], { timeoutMs: 3 * minutes })
  assert.equal(run.code, 0, run.stderr)
  assert.match(run.stdout, /^0x1b36 0x0010[^]*a disk that two computers read$/m)
  await lab.stroj(['rm', '--force', 'shared'])
  const joined = await lab.stroj(['host', 'virtual-functions', whole.address, '0', '--yes'])
  assert.equal(joined.code, 0, joined.stderr)
  assert.equal((await splittable()).virtualFunctions?.on, 0)
})

test('a USB device goes to a guest while it runs, and comes back to its driver even when QEMU is killed', async () => {
  const driver = async () => (await lab.run(['readlink', '/sys/bus/usb/devices/1-1:1.0/driver'])).stdout.trim()
  assert.match(await driver(), /usbhid$/)
  const wish = [
    'run',
    'tiny',
    '--name',
    'pointed',
    '--memory',
    '256MiB',
    '--accel',
    'kvm',
    '--hostdev',
    'usb=0627:0001',
  ]
  const run = await lab.stroj([...wish, '--detach'], { timeoutMs: 2 * minutes })
  assert.equal(run.code, 0, run.stderr)
  assert.doesNotMatch(await driver(), /usbhid$/)
  await lab.ok(['pkill', '-9', 'qemu-system'])
  await lab.stroj(['rm', '--force', 'pointed'])
  await untilFound(30_000, async () => (await driver()).endsWith('usbhid') || undefined)
})

test('a device is bound for guests by hand, and given back', async () => {
  const { address } = await cardOf(ethernet)
  const bound = await lab.stroj(['host', 'bind', address, '--yes'])
  assert.equal(bound.code, 0, bound.stderr)
  assert.equal((await cardOf(ethernet)).driver, 'vfio-pci')
  const back = await lab.stroj(['host', 'give-back', address, '--yes'])
  assert.equal(back.code, 0, back.stderr)
  assert.equal((await cardOf(ethernet)).driver, 'e1000e')
})

/** The controller keeps one queue and one interrupt, and leaves the others to its virtual functions (NVMe 1.4, 8.5). */
async function setAside(address: string): Promise<void> {
  const folder = `/sys/bus/pci/devices/${address}`
  await lab.ok(['tee', `${folder}/sriov_drivers_autoprobe`], { stdin: '0' })
  for (const resource of ['0', '1']) await manage('0', '--act=1', `--rt=${resource}`, '--nr=0')
  await lab.ok(['tee', `${folder}/reset`], { stdin: '1' })
}

/** A virtual function of an NVMe controller is offline until it has an interrupt and two queues. */
async function bringOnline(controller: number): Promise<void> {
  await manage(String(controller), '--act=8', '--rt=1', '--nr=1')
  await manage(String(controller), '--act=8', '--rt=0', '--nr=2')
  await manage(String(controller), '--act=9')
}

async function manage(controller: string, ...words: readonly string[]): Promise<void> {
  await lab.ok(['nvme', 'virt-mgmt', '/dev/nvme0', `--cntlid=${controller}`, ...words])
}

async function devices(): Promise<readonly PciDevice[]> {
  return reportOf(await lab.stroj(['host', '--format', 'json'])).inventory.devices.pci
}

async function cardOf(ids: string): Promise<PciDevice> {
  const found = (await devices()).find((device) => device.ids === ids)
  assert.ok(found, `the host has no ${ids}`)
  return found
}

async function splittable(): Promise<PciDevice> {
  const found = (await devices()).find(({ virtualFunctions }) => virtualFunctions !== null)
  assert.ok(found, 'no device of the host has SR-IOV')
  return found
}
