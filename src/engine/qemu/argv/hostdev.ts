import type { PlannedHostdev, StartPlan } from '../../../plan/instance/start-plan.ts'
import { jsonOption } from './option.ts'
import { behindPort } from './root-port.ts'

/** Devices of the host, each behind a port of its own, and those of USB on a controller, which a screen brings along. */
export function hostdevArguments(plan: StartPlan): readonly string[] {
  const { hostdevs, screen } = plan
  const needsController = !screen && hostdevs.some(({ kind }) => kind === 'usb')
  return [
    ...(needsController ? jsonOption('device', { driver: 'qemu-xhci', id: 'usb' }) : []),
    ...hostdevs.flatMap((device, index) => {
      const port = hostdevs.slice(0, index).filter(({ kind }) => kind === 'pci').length
      return jsonOption('device', { ...propertiesOf(plan, device, port), id: `hostdev${index}` })
    }),
  ]
}

/** A USB device is named by its plug: what is plugged in there again is the guest's again (QEMU, docs/system/devices/usb). */
function propertiesOf(plan: StartPlan, device: PlannedHostdev, port: number): Readonly<Record<string, unknown>> {
  if (device.kind === 'pci') {
    return { driver: 'vfio-pci', host: device.address, ...behindPort(plan, 'hostdev', port) }
  }
  return { driver: 'usb-host', hostbus: device.bus, hostport: device.port, bus: 'usb.0' }
}
