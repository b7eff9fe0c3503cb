import { Fault } from '../../model/fault.ts'
import type { UsbDevice } from '../../model/host/device.ts'
import { type DeviceScene, titleOf, useOf } from './device-scene.ts'

/** The device at a port, or the only free one of vendor and product ids, which stroj may open. */
export function chooseUsb(scene: DeviceScene, wanted: string): UsbDevice | Fault {
  const found = scene.devices.usb.filter(({ port, ids }) => port === wanted || ids === wanted)
  const free = found.filter(({ port, uses }) => useOf(scene, port, uses) === undefined)
  const [device] = free
  if (found.length === 0) return new Fault('host.device-not-found', { device: wanted, bus: 'USB' })
  if (!device) return inUse(scene, wanted, found)
  if (free.length > 1) return new Fault('host.device-ambiguous', { device: wanted, found: free.map(titleOf) })
  return device.usable ? device : denied(device)
}

function inUse(scene: DeviceScene, device: string, found: readonly UsbDevice[]): Fault {
  const uses = found.map(({ port, uses }) => {
    const use = useOf(scene, port, uses) ?? ''
    return port === device ? use : `${port}: ${use}`
  })
  return new Fault('host.device-in-use', { device, by: uses.join('; ') })
}

/** The rule gives the node to whoever sits at this computer (systemd-logind.service(8), uaccess). */
function denied({ port, bus, number, ids }: UsbDevice): Fault {
  const node = `/dev/bus/usb/${padded(bus)}/${padded(number)}`
  const [vendor = '', product = ''] = ids.split(':')
  const rule = `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", TAG+="uaccess"`
  return new Fault('host.device-denied', {
    device: port,
    reason: `its node ${node} cannot be written to`,
    fix: `Put \`${rule}\` into /etc/udev/rules.d/70-stroj-usb.rules, run \`sudo udevadm control --reload\`, and plug it in again.`,
  })
}

function padded(number: number): string {
  return String(number).padStart(3, '0')
}
