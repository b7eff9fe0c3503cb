import * as z from 'zod'

/** Domain, bus, device and function, such as 0000:03:00.0 (lspci -D). */
export const PciAddress = z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]$/, {
  error: 'a PCI address is written as 0000:03:00.0 (`lspci -D` shows it)',
})
export type PciAddress = z.infer<typeof PciAddress>

/** Vendor and device as two times four hex digits, such as 8086:10ed (lspci -n, lsusb). */
export const DeviceIds = z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/, {
  error: 'ids of a device are two times four lower-case hex digits, such as 8086:10ed (`lspci -n`, `lsusb`)',
})

/** A device on the PCI bus of the host. */
export const PciDevice = z.strictObject({
  address: PciAddress,
  ids: DeviceIds,
  class: z.string().describe('six hex digits, such as 020000 for an Ethernet card (PCI Code and ID Assignment)'),
  name: z.string().nullable().describe('from pci.ids, where that is installed'),
  driver: z.string().nullable(),
  iommuGroup: z.int().nullable(),
  isBridge: z.boolean(),
  virtualFunctions: z
    .strictObject({ on: z.int(), most: z.int(), addresses: z.array(PciAddress) })
    .nullable()
    .describe('of a physical function with SR-IOV'),
  physicalFunction: PciAddress.nullable().describe('of a virtual function'),
  uses: z
    .array(z.string())
    .describe('what the host does with it now: network interfaces, block devices that are mounted, the boot screen'),
})
export type PciDevice = z.infer<typeof PciDevice>

/** Bus and ports that a device is plugged into, such as 1-2.3; it stays as long as the plug is not moved. */
export const UsbPort = z.string().regex(/^[0-9]+-[0-9]+(?:\.[0-9]+)*$/)

/** A device on the USB of the host. Hubs are left out. */
export const UsbDevice = z.strictObject({
  port: UsbPort,
  bus: z.int(),
  number: z.int().describe('on its bus; another one each time it is plugged in'),
  ids: DeviceIds,
  name: z.string().nullable().describe('what it calls itself'),
  usable: z.boolean().describe('its node in /dev/bus/usb opens for writing'),
  uses: z.array(z.string()).describe('what the host does with it now: block devices that are mounted'),
})
export type UsbDevice = z.infer<typeof UsbDevice>

/** What keeps devices apart from each other and from memory that is not theirs. */
export const HostIommu = z.strictObject({
  kind: z.enum(['intel', 'amd', 'smmu', 'other', 'none']).describe('VT-d, AMD-Vi, Arm SMMU'),
  enabled: z.boolean().describe('the kernel has put devices into groups'),
  announced: z
    .boolean()
    .nullable()
    .describe('the firmware has a table for it (DMAR, IVRS, IORT); null when that cannot be read'),
  interruptRemapping: z
    .boolean()
    .nullable()
    .describe('devices only raise interrupts that are theirs; null when the kernel does not tell'),
  groups: z.array(z.strictObject({ id: z.int(), devices: z.array(PciAddress) })),
})
export type HostIommu = z.infer<typeof HostIommu>

/** What stroj itself may do with devices. */
export const DeviceRights = z.strictObject({
  isRoot: z.boolean().describe('it can take a device from its driver, and give it back'),
  vfioGroups: z
    .array(z.int())
    .describe(
      'IOMMU groups whose node in /dev/vfio it may write to, by access(2): only one program can open such a node, so nobody tries',
    ),
  lockableBytes: z
    .int()
    .nullable()
    .describe('how much memory a program of its may pin (RLIMIT_MEMLOCK); null for any amount, as with CAP_IPC_LOCK'),
})
export type DeviceRights = z.infer<typeof DeviceRights>

/** Everything that can be given to a guest. */
export const HostDevices = z.strictObject({
  iommu: HostIommu,
  pci: z.array(PciDevice),
  usb: z.array(UsbDevice),
  rights: DeviceRights,
})
export type HostDevices = z.infer<typeof HostDevices>
