import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readDevices } from '../../../../src/facts/device/read-devices.ts'
import { HostDevices, type PciDevice } from '../../../../src/model/host/device.ts'
import { type HostTree, joinTrees, filesAt, pciAt, plant, takenTree } from '../../../support/host-tree.ts'
import { container, laptop, server } from '../../../support/host-trees.ts'

const signal = AbortSignal.timeout(60_000)

async function devicesOf(tree: HostTree): Promise<HostDevices> {
  await using root = await plant(tree)
  return HostDevices.parse(await readDevices(root.path, signal))
}

function pci({ pci }: HostDevices, address: string): PciDevice {
  const found = pci.find((device) => device.address === address)
  assert.ok(found, `${address} was not found`)
  return found
}

/** What the host uses, by its address. */
function usesOf({ pci }: HostDevices): Record<string, readonly string[]> {
  return Object.fromEntries(pci.filter(({ uses }) => uses.length > 0).map(({ address, uses }) => [address, uses]))
}

describe('a laptop whose IOMMU is off', () => {
  test('is told to have one, by the table of its firmware', async () => {
    const { iommu } = await devicesOf(laptop)
    assert.deepEqual(iommu, { kind: 'intel', enabled: false, announced: true, interruptRemapping: false, groups: [] })
  })

  test('uses its disks through LVM, encryption and multipath, its stick, its radio and its screen', async () => {
    const devices = await devicesOf(laptop)
    assert.deepEqual(usesOf(devices), {
      '0000:00:02.0': ['the screen that the host booted on'],
      '0000:00:14.0': ['block device sdb1, mounted on /media/ana/My Stick'],
      '0000:01:00.0': ['network interface wlp1s0, which has the default route'],
      '0000:02:00.0': [
        'block device nvme0n1p3, mounted on /',
        'block device nvme0n1p1, mounted on /boot/efi',
        'block device nvme0n1p3, swap',
      ],
    })
  })

  test('has names of devices where pci.ids has them, each of its own vendor', async () => {
    const devices = await devicesOf(laptop)
    assert.equal(pci(devices, '0000:03:00.0').name, 'NVIDIA Corporation GP107 [GeForce GTX 1050 Ti]')
    assert.equal(pci(devices, '0000:00:02.0').name, 'Intel Corporation device 5916')
    assert.equal(pci(devices, '0000:02:00.0').name, null)
  })

  test('has USB devices without hubs, whose names steer no terminal', async () => {
    const { usb } = await devicesOf(laptop)
    const [stick, camera] = usb
    const uses = ['block device sdb1, mounted on /media/ana/My Stick']
    const name = 'SanDisk Ultra'
    assert.deepEqual(stick, { port: '1-2', bus: 1, number: 7, ids: '0781:5581', name, usable: true, uses })
    assert.match(camera?.name ?? '', /^\[2J Chicony Camera!+$/)
    assert.ok((camera?.name ?? '').length <= 100)
    assert.deepEqual([camera?.usable, usb.length], [false, 2])
  })
})

describe('a server with SR-IOV', () => {
  test('tells its card, and each virtual function of it', async () => {
    const devices = await devicesOf(server)
    const addresses = ['0000:03:10.0', '0000:03:10.2']
    assert.deepEqual(pci(devices, '0000:03:00.0'), {
      address: '0000:03:00.0',
      ids: '8086:10fb',
      class: '020000',
      name: 'Intel Corporation 82599ES 10-Gigabit SFI/SFP+ Network Connection',
      driver: 'ixgbe',
      iommuGroup: 30,
      isBridge: false,
      virtualFunctions: { on: 2, most: 63, addresses },
      physicalFunction: null,
      uses: ['network interface eno1, which has the default route'],
    })
    for (const address of addresses) {
      const { physicalFunction, virtualFunctions, uses, driver } = pci(devices, address)
      assert.deepEqual([physicalFunction, virtualFunctions, uses, driver], ['0000:03:00.0', null, [], 'ixgbevf'])
    }
  })

  test('has an IOMMU with groups, in the order of their numbers', async () => {
    const { iommu } = await devicesOf(server)
    assert.deepEqual([iommu.kind, iommu.enabled, iommu.interruptRemapping], ['intel', true, true])
    assert.deepEqual(
      iommu.groups.map(({ id }) => id),
      [1, 16, 30, 70, 71],
    )
    assert.deepEqual(iommu.groups[1], { id: 16, devices: ['0000:00:1f.0', '0000:00:1f.2'] })
  })

  test('uses every disk of a RAID', async () => {
    const uses = ['block device sda1, mounted on /', 'block device sdb1, mounted on /']
    assert.deepEqual(pci(await devicesOf(server), '0000:00:1f.2').uses, uses)
  })

  test('tells which groups are ours to open, and how much memory we may pin', async () => {
    const { rights } = await devicesOf(server)
    assert.deepEqual([rights.vfioGroups, rights.lockableBytes], [[70], 8_388_608])
  })
})

describe('a real kernel', () => {
  test('with VT-d has every device in a group, and two virtual functions of an NVMe disk', async () => {
    const devices = await devicesOf(takenTree('guest-with-vt-d'))
    assert.deepEqual([devices.iommu.kind, devices.iommu.announced], ['intel', true])
    assert.deepEqual([devices.iommu.interruptRemapping, devices.iommu.groups.length], [true, 16])
    assert.ok(devices.pci.every(({ iommuGroup }) => iommuGroup !== null))
    const on = ['0000:03:00.1', '0000:03:00.2']
    assert.deepEqual(pci(devices, '0000:03:00.0').virtualFunctions, { on: 2, most: 4, addresses: on })
    assert.deepEqual(
      on.map((address) => pci(devices, address).physicalFunction),
      ['0000:03:00.0', '0000:03:00.0'],
    )
    assert.deepEqual(usesOf(devices), {
      '0000:01:00.0': ['network interface enp1s0, which has the default route'],
      '0000:02:00.0': ['block device vda, mounted on /'],
    })
    assert.deepEqual(
      devices.usb.map(({ port, name }) => [port, name]),
      [
        ['1-1', 'QEMU USB Tablet'],
        ['2-2', 'QEMU USB HARDDRIVE'],
      ],
    )
  })

  test('with AMD-Vi has its interrupts remapped, but for that of the IOMMU itself, which is in no group', async () => {
    const devices = await devicesOf(takenTree('guest-with-amd-vi'))
    assert.deepEqual([devices.iommu.kind, devices.iommu.enabled, devices.iommu.interruptRemapping], ['amd', true, true])
    assert.deepEqual(
      devices.pci.filter(({ iommuGroup }) => iommuGroup === null).map(({ ids }) => ids),
      ['1022:0008'],
    )
  })

  test('in a small hypervisor has neither IOMMU nor USB', async () => {
    const devices = await devicesOf(takenTree('guest-in-firecracker'))
    const iommu = { kind: 'none', enabled: false, announced: false, interruptRemapping: false, groups: [] }
    assert.deepEqual(devices.iommu, iommu)
    assert.deepEqual([devices.usb, devices.pci.length], [[], 6])
    assert.deepEqual(pci(devices, '0000:00:02.0').uses, ['block device vda, mounted on /'])
  })
})

describe('a host that hides things', () => {
  test('as a container has no devices, and what nobody tells is unknown', async () => {
    const { iommu, pci, usb } = await devicesOf(container)
    assert.deepEqual([pci, usb], [[], []])
    assert.deepEqual(iommu, { kind: 'none', enabled: false, announced: null, interruptRemapping: null, groups: [] })
  })

  test('or has nothing at all, is read without a failure', async () => {
    const { pci, rights } = await devicesOf(filesAt({}))
    assert.deepEqual([pci, rights.vfioGroups, rights.lockableBytes], [[], [], 0])
  })

  test('or pretends to have an IOMMU, is not believed', async () => {
    const pretended = filesAt({
      '/sys/module/vfio/parameters/enable_unsafe_noiommu_mode': 'Y\n',
      '/sys/kernel/iommu_groups/0/name': 'vfio-noiommu\n',
      '/sys/kernel/iommu_groups/0/devices/0000:00:02.0': '',
    })
    const { iommu, pci } = await devicesOf(
      joinTrees(pretended, pciAt('pci0000:00/0000:00:02.0', ['8086', '5916', '030000'])),
    )
    assert.deepEqual([iommu.enabled, pci[0]?.iommuGroup], [false, null])
  })

  test('gives up with the one who asked', async () => {
    await assert.rejects(readDevices('', AbortSignal.abort(new Error('enough'))), /enough/)
  })

  test('as this very one is read twice the same', async () => {
    const found = HostDevices.parse(await readDevices('', signal))
    assert.deepEqual(await readDevices('', signal), found)
  })
})
