import * as z from 'zod'
import { HostDevices, PciAddress, PciDevice, UsbDevice } from './device.ts'

const obstacles = z
  .array(z.string())
  .describe('what stands in the way of giving it to a guest; empty when nothing does')

/** A device on the PCI bus, and whether a guest can have it. */
export const JudgedPciDevice = PciDevice.extend({
  obstacles,
  together: z.array(PciAddress).describe('the others of its IOMMU group, which go to the same guest'),
})
export type JudgedPciDevice = z.infer<typeof JudgedPciDevice>

/** A device on the USB, and whether a guest can have it. */
export const JudgedUsbDevice = UsbDevice.extend({ obstacles })
export type JudgedUsbDevice = z.infer<typeof JudgedUsbDevice>

/** Every device of the host, and what stands in the way of giving it to a guest. */
export const HostDeviceReport = HostDevices.extend({
  pci: z.array(JudgedPciDevice),
  usb: z.array(JudgedUsbDevice),
})
export type HostDeviceReport = z.infer<typeof HostDeviceReport>
