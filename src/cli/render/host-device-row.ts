import type { HostDeviceReport, JudgedPciDevice, JudgedUsbDevice } from '../../model/host/device-report.ts'
import type { Column } from './table.ts'

/** A device of either bus. */
export type DeviceRow = {
  readonly bus: 'pci' | 'usb'
  /** Of a USB device its port. */
  readonly address: string
  readonly ids: string
  readonly group: number | null
  readonly driver: string | null
  readonly name: string
  /** Why a guest cannot have it. */
  readonly obstacles: readonly string[]
}

export function deviceRows({ pci, usb }: Pick<HostDeviceReport, 'pci' | 'usb'>): readonly DeviceRow[] {
  return [...pci.map(pciRow), ...usb.map(usbRow)]
}

function pciRow({ address, ids, iommuGroup, driver, name, virtualFunctions, obstacles }: JudgedPciDevice): DeviceRow {
  const parts = virtualFunctions === null ? '' : ` (SR-IOV: ${virtualFunctions.on} of ${virtualFunctions.most} on)`
  return { bus: 'pci', address, ids, group: iommuGroup, driver, name: `${name ?? 'unknown'}${parts}`, obstacles }
}

function usbRow({ port, ids, name, obstacles }: JudgedUsbDevice): DeviceRow {
  return { bus: 'usb', address: port, ids, group: null, driver: null, name: name ?? 'unknown', obstacles }
}

export const deviceColumns: readonly Column<DeviceRow>[] = [
  { header: 'ADDRESS', text: ({ address }) => address, paint: () => 'strong' },
  { header: 'IDS', text: ({ ids }) => ids },
  { header: 'GROUP', text: ({ group }) => (group === null ? '-' : String(group)), align: 'right', expendable: 1 },
  { header: 'DRIVER', text: ({ driver }) => driver ?? '-', expendable: 2 },
  { header: 'DEVICE', text: ({ name }) => name, least: 12 },
  {
    header: 'FOR GUESTS',
    text: ({ obstacles }) => (obstacles.length === 0 ? 'yes' : obstacles.join(' ')),
    paint: ({ obstacles }) => (obstacles.length === 0 ? 'good' : 'faint'),
    least: 16,
  },
]
