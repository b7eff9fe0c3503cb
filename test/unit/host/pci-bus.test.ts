import assert from 'node:assert/strict'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { entryExists } from '../../../src/host/entry-exists.ts'
import { PciBus } from '../../../src/host/pci-bus.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

const address = '0000:03:00.0'

/** A /sys with one card that the driver e1000e has. */
async function tree(root: string): Promise<string> {
  const bus = `${root}/bus/pci`
  const device = `${bus}/devices/${address}`
  await mkdir(`${device}/net/eth1`, { recursive: true })
  await mkdir(`${bus}/drivers/e1000e`, { recursive: true })
  await symlink(`${bus}/drivers/e1000e`, `${device}/driver`)
  await writeFile(`${device}/driver_override`, '(null)\n')
  await writeFile(`${bus}/drivers/e1000e/unbind`, '')
  await writeFile(`${bus}/drivers_probe`, '')
  return bus
}

test('a device is read from where the kernel shows it', async () => {
  await using folder = await TempDir.make('stroj-pci-bus')
  await tree(folder.path)
  const bus = new PciBus(folder.path)
  assert.deepEqual([await bus.has(address), await bus.has('0000:09:00.0')], [true, false])
  assert.deepEqual([await bus.driverOf(address), await bus.driverOf('0000:09:00.0')], ['e1000e', null])
  assert.deepEqual([await bus.hasDriver('e1000e'), await bus.hasDriver('vfio-pci')], [true, false])
  assert.equal(await bus.overrideOf(address), '')
  assert.deepEqual(await bus.interfacesOf(address), ['eth1'])
})

test('a change is one write to the attribute that the kernel has for it', async () => {
  await using folder = await TempDir.make('stroj-pci-bus')
  const root = await tree(folder.path)
  const bus = new PciBus(folder.path)
  await bus.override(address, 'vfio-pci')
  await bus.unbind(address)
  await bus.probe(address)
  assert.match(await readFile(`${root}/devices/${address}/driver_override`, 'utf8'), /^vfio-pci\n/)
  assert.equal(await bus.overrideOf(address), 'vfio-pci')
  assert.equal(await readFile(`${root}/drivers/e1000e/unbind`, 'utf8'), address)
  assert.equal(await readFile(`${root}/drivers_probe`, 'utf8'), address)
})

test('an attribute that the kernel does not have is a failure, and is never made', async () => {
  await using folder = await TempDir.make('stroj-pci-bus')
  await mkdir(`${folder.path}/bus/pci`, { recursive: true })
  await assert.rejects(new PciBus(folder.path).probe(address), { code: 'ENOENT' })
  assert.equal(await entryExists(`${folder.path}/bus/pci/drivers_probe`), false)
})
