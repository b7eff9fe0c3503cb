import type { HostDevices, UsbDevice } from '../../model/host/device.ts'
import type { HostDeviceReport } from '../../model/host/device-report.ts'
import { passThroughOf } from './pass-through.ts'

/** Every device with what stands in the way of giving it to a guest. */
export function judgeDevices(devices: HostDevices): HostDeviceReport {
  return {
    ...devices,
    pci: devices.pci.map((device) => {
      const { obstacles, together } = passThroughOf(device, devices)
      return { ...device, obstacles: [...obstacles], together: [...together] }
    }),
    usb: devices.usb.map((device) => ({ ...device, obstacles: [...usbObstacles(device)] })),
  }
}

export function usbObstacles({ uses, usable }: UsbDevice): readonly string[] {
  const denied = 'Its node in /dev/bus/usb may not be written to; root may, and udev rules can let others.'
  return [...uses.map((use) => `The host uses it: ${use}.`), ...(usable ? [] : [denied])]
}
