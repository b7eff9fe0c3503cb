import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { HostDevices, HostIommu, PciDevice } from '../../../../src/model/host/device.ts'
import { passThroughOf } from '../../../../src/plan/host/pass-through.ts'
import { readDevices } from '../../../../src/facts/device/read-devices.ts'
import { plant, takenTree } from '../../../support/host-tree.ts'
import { pciDevice } from '../../../support/inventories.ts'

const iommu: HostIommu = { kind: 'intel', enabled: true, announced: true, interruptRemapping: true, groups: [] }
const away: HostIommu = { ...iommu, kind: 'none', enabled: false, announced: false, interruptRemapping: null }

function hostOf(pci: readonly PciDevice[], guard = iommu): HostDevices {
  const rights = { isRoot: true, vfioGroups: [], lockableBytes: null }
  return { iommu: guard, pci: [...pci], usb: [], rights }
}

const card = pciDevice('0000:03:00.0', '8086:10ed', { iommuGroup: 12, driver: 'ixgbe' })
const second = pciDevice('0000:03:00.1', '8086:10ed', { iommuGroup: 12, driver: 'ixgbe' })
const port = pciDevice('0000:00:1c.0', '8086:a110', { iommuGroup: 12, isBridge: true, driver: 'pcieport' })
const lpc = pciDevice('0000:00:1f.0', '8086:2918', { iommuGroup: 12, isBridge: true, driver: 'lpc_ich' })
const elsewhere = pciDevice('0000:04:00.0', '8086:10d3', { iommuGroup: 13, uses: ['network interface eth1'] })

type Case = readonly [
  when: string,
  device: PciDevice,
  others: readonly PciDevice[],
  obstacle: RegExp,
  guard?: HostIommu,
]

const refused: readonly Case[] = [
  ['the host has no IOMMU', { ...card, iommuGroup: null }, [], /^The host has no IOMMU/, away],
  ['the IOMMU is switched off', { ...card, iommuGroup: null }, [], /not switched on/, { ...away, kind: 'amd' }],
  ['the IOMMU does not guard it', { ...card, iommuGroup: null }, [], /does not guard it/],
  ['interrupts are not guarded', card, [], /interrupts.*allow_unsafe/, { ...iommu, interruptRemapping: false }],
  ['it is a bridge', port, [card], /It is a bridge/],
  [
    'the host uses it',
    { ...card, uses: ['network interface eth0'] },
    [],
    /^The host uses it: network interface eth0\.$/,
  ],
  [
    'the host uses another of its group',
    card,
    [{ ...second, uses: ['block device sda1, mounted on /'] }],
    /^0000:03:00\.1 is in its IOMMU group 12, and the host uses it: block device sda1, mounted on \/\.$/,
  ],
  ['the board is in its group', card, [lpc], /^0000:00:1f\.0 is in its IOMMU group 12, a bridge .*\(lpc_ich\)\.$/],
  [
    'its virtual functions are on',
    { ...card, virtualFunctions: { on: 2, most: 63, addresses: ['0000:03:10.0', '0000:03:10.2'] } },
    [],
    /virtual functions, of which 2 are on/,
  ],
  [
    'the card that it is a part of is away',
    pciDevice('0000:03:10.0', '8086:10ed', { iommuGroup: 40, physicalFunction: card.address }),
    [{ ...card, driver: 'vfio-pci' }],
    /physical function 0000:03:00\.0 is given away/,
  ],
]

describe('a PCI device', () => {
  for (const [when, device, others, obstacle, guard] of refused) {
    test(`is not for guests when ${when}`, () => {
      const { possible, obstacles } = passThroughOf(device, hostOf([device, ...others], guard))
      assert.equal(possible, false)
      assert.equal(obstacles.length, 1)
      assert.match(obstacles[0] ?? '', obstacle)
    })
  }

  test('goes alone when its group is its own', () => {
    const found = passThroughOf(card, hostOf([card, elsewhere]))
    assert.deepEqual(found, { possible: true, obstacles: [], together: [] })
  })

  test('goes with the others of its group, whose bridges stay', () => {
    const found = passThroughOf(card, hostOf([port, card, second, elsewhere]))
    assert.deepEqual(found, { possible: true, obstacles: [], together: [second.address] })
  })

  test('whose kernel does not tell about interrupts is judged by the rest', () => {
    assert.ok(passThroughOf(card, hostOf([card], { ...iommu, interruptRemapping: null })).possible)
  })

  test('can be a virtual function, while the card stays with the host', () => {
    const part = pciDevice('0000:03:10.0', '8086:10ed', { iommuGroup: 40, physicalFunction: card.address })
    const parent = { ...card, uses: ['network interface eth0'] }
    assert.ok(passThroughOf(part, hostOf([parent, part])).possible)
  })
})

test('a real kernel has free devices, parts of an NVMe disk among them, and others that it works with', async () => {
  await using root = await plant(takenTree('guest-with-vt-d'))
  const devices = await readDevices(root.path, AbortSignal.timeout(10_000))
  const free = devices.pci.filter((device) => passThroughOf(device, devices).possible)
  const [rng, console, firstPart, secondPart] = ['0000:00:01.0', '0000:00:02.0', '0000:03:00.1', '0000:03:00.2']
  const [nic, usb] = ['0000:04:00.0', '0000:05:00.0']
  const addresses = free.map(({ address }) => address)
  assert.deepEqual(addresses, [rng, console, firstPart, secondPart, nic, usb])
})

const anyDevice = fc.record({
  iommuGroup: fc.option(fc.nat(3)),
  isBridge: fc.boolean(),
  driver: fc.constantFrom(null, 'pcieport', 'vfio-pci', 'lpc_ich', 'nvme'),
  uses: fc.array(fc.constant('network interface eth0'), { maxLength: 1 }),
})
const anyHost = fc
  .array(anyDevice, { minLength: 1, maxLength: 12 })
  .map((devices) =>
    hostOf(devices.map((device, index) => pciDevice(`0000:0${index.toString(16)}:00.0`, '8086:10ed', device))),
  )

test('whatever the host has, a device that is for guests takes nothing away that the host uses', () => {
  fc.assert(
    fc.property(anyHost, (devices) => {
      for (const device of devices.pci) {
        const { possible, obstacles, together } = passThroughOf(device, devices)
        assert.equal(possible, obstacles.length === 0)
        assert.ok(!together.includes(device.address))
        if (!possible) continue
        assert.ok(device.iommuGroup !== null && !device.isBridge)
        const gone = devices.pci.filter(({ address }) => address === device.address || together.includes(address))
        assert.ok(gone.every(({ uses, iommuGroup }) => uses.length === 0 && iommuGroup === device.iommuGroup))
        const left = devices.pci.filter((one) => one.iommuGroup === device.iommuGroup && !gone.includes(one))
        assert.ok(left.every(({ isBridge, driver }) => isBridge && driver !== 'lpc_ich' && driver !== 'nvme'))
      }
    }),
  )
})

test('devices of one group are all for guests, or none of them', () => {
  fc.assert(
    fc.property(anyHost, (devices) => {
      const endpoints = devices.pci.filter(({ isBridge, iommuGroup }) => !isBridge && iommuGroup !== null)
      for (const one of endpoints) {
        for (const other of endpoints.filter(({ iommuGroup }) => iommuGroup === one.iommuGroup)) {
          assert.equal(passThroughOf(one, devices).possible, passThroughOf(other, devices).possible)
        }
      }
    }),
  )
})
