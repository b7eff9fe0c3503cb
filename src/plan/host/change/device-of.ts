import type { PciDevice } from '../../../model/host/device.ts'
import { refuse } from '../../../kit/verdict.ts'
import { Fault } from '../../../model/fault.ts'
import type { DeviceScene } from '../../instance/device-scene.ts'
import { incomplete, type Wish } from './act.ts'

/** The device that is wished for, or why there is none. */
export function deviceOf(wish: Wish): PciDevice | ReturnType<typeof incomplete> | ReturnType<typeof notFound> {
  const { device: address, name } = wish.request
  if (address === undefined) return incomplete(wish, 'which device', `\`stroj host fix ${name} --device 0000:03:00.0\``)
  return wish.inventory.devices.pci.find((device) => device.address === address) ?? notFound(address)
}

function notFound(device: string) {
  return refuse(new Fault('host.device-not-found', { device, bus: 'PCI' }))
}

/** The devices, and what instances have of them. */
export function sceneOf({ inventory, taken }: Wish): DeviceScene {
  return { devices: inventory.devices, taken, given: new Set() }
}
