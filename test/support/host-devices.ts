import type { HostDevices, PciDevice, UsbDevice } from '../../src/model/host/device.ts'
import { pciDevice } from './inventories.ts'

const igb = { driver: 'igb', name: 'I350 Gigabit Network Connection' }

/** The second port of the card of `devices` has this many virtual functions. */
function virtualFunctions(count: number): readonly PciDevice[] {
  return Array.from({ length: count }, (_, index) =>
    pciDevice(`0000:04:10.${index}`, '8086:1520', {
      name: 'I350 Virtual Function',
      iommuGroup: 20 + index,
      physicalFunction: '0000:04:00.0',
    }),
  )
}

export function usbDevice(port: string, ids: string, more: Partial<UsbDevice> = {}): UsbDevice {
  return { port, bus: Number(port.split('-')[0]), number: 4, ids, name: null, usable: true, uses: [], ...more }
}

/** What a root of a server has to give: two network cards, one that is split, a graphics card of two parts, USB. */
export function devices(own: Partial<HostDevices> = {}): HostDevices {
  const parts = virtualFunctions(3)
  return {
    iommu: { kind: 'intel', enabled: true, announced: true, interruptRemapping: true, groups: [] },
    pci: [
      pciDevice('0000:00:01.0', '8086:1901', { isBridge: true, driver: 'pcieport', iommuGroup: 2, class: '060400' }),
      pciDevice('0000:00:1f.2', '8086:2922', { driver: 'ahci', iommuGroup: 5, uses: ['sda1 is mounted on /'] }),
      pciDevice('0000:01:00.0', '10de:1c82', { driver: 'nouveau', iommuGroup: 2, class: '030000', name: 'GTX 1050' }),
      pciDevice('0000:01:00.1', '10de:0fb9', { driver: 'snd_hda_intel', iommuGroup: 2, class: '040300' }),
      pciDevice('0000:03:00.0', '8086:1521', { ...igb, iommuGroup: 12 }),
      pciDevice('0000:03:00.1', '8086:1521', { driver: 'vfio-pci', iommuGroup: 13 }),
      pciDevice('0000:04:00.0', '8086:1521', {
        ...igb,
        iommuGroup: 14,
        uses: ['the interface eno1'],
        virtualFunctions: { on: 3, most: 7, addresses: parts.map(({ address }) => address) },
      }),
      ...parts,
      pciDevice('0000:05:00.0', '1b36:0010', { driver: 'nvme', iommuGroup: null, class: '010802' }),
    ],
    usb: [
      usbDevice('1-2', '046d:c52b', { name: 'USB Receiver' }),
      usbDevice('1-3.1', '0781:5583'),
      usbDevice('2-1', '0781:5583', { uses: ['sdb1 is mounted on /mnt'] }),
      usbDevice('2-4', '0403:6001', { usable: false }),
      usbDevice('3-1', '1050:0407'),
      usbDevice('3-2', '1050:0407'),
    ],
    rights: { isRoot: true, vfioGroups: [], lockableBytes: null },
    ...own,
  }
}
