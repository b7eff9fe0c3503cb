import { Fault } from '../../model/fault.ts'
import type { PciDevice } from '../../model/host/device.ts'
import { type DeviceScene, titleOf, useOf } from './device-scene.ts'

/** Drivers that let no device write to memory before a guest has it (kernel, Documentation/driver-api/vfio). */
const harmless: ReadonlySet<string> = new Set(['vfio-pci', 'pci-stub'])

/**
 * Why a device would not be alone with its guest: whatever shares its IOMMU group can reach the guest's memory, and be
 * reached by it. So every other device of the group must be given too, or have no driver that works with it.
 */
export function refuseGroup(scene: DeviceScene, device: PciDevice): Fault | undefined {
  const { address, iommuGroup, isBridge } = device
  if (isBridge) return unsafe(address, 'it is a bridge, and others are behind it')
  if (!scene.devices.iommu.enabled) return new Fault('host.no-iommu', { device: address })
  if (iommuGroup === null) return unsafe(address, 'the IOMMU of this host does not guard it')
  const others = scene.devices.pci.filter((other) => other.iommuGroup === iommuGroup && other.address !== address)
  const taken = others.map((other) => useOf(without(scene), other.address, [])).find((use) => use !== undefined)
  if (taken !== undefined) return unsafe(address, `another device of its IOMMU group ${iommuGroup} is away: ${taken}`)
  const active = others.filter((other) => !scene.given.has(other.address) && !isIdle(other))
  if (active.length === 0) return undefined
  const members = active.map((other) => `${titleOf(other)}, driver ${other.driver ?? 'none'}`)
  return unsafe(address, `IOMMU group ${iommuGroup} has others that must be given with it: ${members.join('; ')}`)
}

/** A bridge stays with its own driver: vfio knows that it only leads the way (kernel, drivers/pci/pcie/portdrv). */
export function isIdle({ driver, isBridge }: PciDevice): boolean {
  return driver === null || harmless.has(driver) || (isBridge && driver === 'pcieport')
}

function without(scene: DeviceScene): DeviceScene {
  return { ...scene, given: new Set() }
}

function unsafe(device: string, reason: string): Fault {
  return new Fault('host.device-unsafe', { device, reason })
}
