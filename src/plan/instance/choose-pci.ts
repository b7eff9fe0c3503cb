import { Fault } from '../../model/fault.ts'
import type { PciAddress, PciDevice } from '../../model/host/device.ts'
import { type DeviceScene, pciAt, titleOf, useOfPci } from './device-scene.ts'
import { refuseGroup } from './device-group.ts'

/** The device of an address, or the only free one of vendor and device ids. */
export function choosePci(scene: DeviceScene, wanted: string): PciDevice | Fault {
  const found = scene.devices.pci.filter(({ address, ids }) => address === wanted || ids === wanted)
  const free = found.filter((device) => useOfPci(scene, device) === undefined)
  const [first] = found
  const [device] = free
  if (!first) return new Fault('host.device-not-found', { device: wanted, bus: 'PCI' })
  if (!device) return inUse(scene, wanted, found)
  if (free.length > 1) return new Fault('host.device-ambiguous', { device: wanted, found: free.map(titleOf) })
  return device
}

function inUse(scene: DeviceScene, device: string, found: readonly PciDevice[]): Fault {
  const uses = found.map((each) => {
    const use = useOfPci(scene, each) ?? ''
    return each.address === device ? use : `${each.address}: ${use}`
  })
  return new Fault('host.device-in-use', { device, by: uses.join('; ') })
}

export type VirtualFunction = { readonly device: PciDevice; readonly index: number }

/** The first virtual function of a network card that nobody has, and that can be given without others. */
export function chooseVirtualFunction(scene: DeviceScene, physical: PciAddress): VirtualFunction | Fault {
  const card = pciAt(scene, physical)
  if (!card) return new Fault('host.device-not-found', { device: physical, bus: 'PCI' })
  const parts = partsOf(scene, card)
  if (typeof parts === 'string') return new Fault('host.no-virtual-function', { device: physical, reason: parts })
  const free = parts.filter(({ device }) => useOfPci(scene, device) === undefined)
  const safe = free.find(({ device }) => refuseGroup(scene, device) === undefined)
  const [unsafe] = free
  if (safe) return safe
  if (unsafe) return refuseGroup(scene, unsafe.device) ?? unsafe
  const uses = parts.map(({ device }) => `${device.address}: ${useOfPci(scene, device) ?? ''}`)
  const reason = `all ${parts.length} are in use (${uses.join('; ')})`
  return new Fault('host.no-virtual-function', { device: physical, reason })
}

/** PCI Code and ID Assignment, base class 02: network controllers. */
const networkClass = /^02/

function partsOf(
  scene: DeviceScene,
  { virtualFunctions, class: code }: PciDevice,
): readonly VirtualFunction[] | string {
  if (!networkClass.test(code)) return 'it is no network card; give a virtual function of it by hostdevs'
  if (virtualFunctions === null) return 'it has no SR-IOV'
  const parts = virtualFunctions.addresses.flatMap((address, index) => {
    const device = pciAt(scene, address)
    return device ? [{ device, index }] : []
  })
  return parts.length === 0 ? 'none is switched on' : parts
}
