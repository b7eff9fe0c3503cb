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

function pciRow(device: JudgedPciDevice): DeviceRow {
  const { address, ids, iommuGroup, driver, name, class: code, virtualFunctions, obstacles } = device
  const parts = virtualFunctions === null ? '' : ` (SR-IOV: ${virtualFunctions.on} of ${virtualFunctions.most} on)`
  return { bus: 'pci', address, ids, group: iommuGroup, driver, name: `${name ?? className(code)}${parts}`, obstacles }
}

/** Base classes of PCI (PCI Code and ID Assignment, 1), for hosts without pci.ids. */
const classNames: Readonly<Record<string, string>> = {
  '01': 'storage controller',
  '02': 'network controller',
  '03': 'display controller',
  '04': 'multimedia device',
  '05': 'memory controller',
  '06': 'bridge',
  '07': 'communication controller',
  '08': 'system device',
  '09': 'input device',
  '0b': 'processor',
  '0c': 'serial bus controller',
  '0d': 'wireless controller',
  '10': 'encryption controller',
  '11': 'signal processing controller',
  '12': 'accelerator',
}

function className(code: string): string {
  return classNames[code.slice(0, 2)] ?? `device of class ${code}`
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
