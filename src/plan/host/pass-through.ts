import type { HostDevices, HostIommu, PciAddress, PciDevice } from '../../model/host/device.ts'
import { isIdle } from '../instance/device-group.ts'

/** What stands in the way of giving a PCI device of the host to a guest, and what goes with it. */
export type PassThrough = {
  readonly possible: boolean
  /** Sentences, each of which alone is a reason. */
  readonly obstacles: readonly string[]
  /** Devices that its guest would have power over, too: the others of its IOMMU group that are no bridges. */
  readonly together: readonly PciAddress[]
}

/**
 * Judges one device by what the kernel asks for (Documentation/driver-api/vfio.rst): it is in an IOMMU group, and every other
 * device of the group goes with it. PCI bridges of the group stay with their driver, which only leads the way.
 */
export function passThroughOf(device: PciDevice, devices: HostDevices): PassThrough {
  const others = device.iommuGroup === null ? [] : membersOf(device.iommuGroup, device, devices)
  const endpoints = others.filter(({ isBridge }) => !isBridge)
  const obstacles = device.isBridge
    ? ['It is a bridge: others are behind it, and vfio does not take bridges.']
    : [
        ...iommuObstacles(device, devices.iommu),
        ...device.uses.map((use) => `The host uses it: ${use}.`),
        ...sharingObstacles(device, devices),
        ...others.flatMap((other) => memberObstacles(other)),
      ]
  return { possible: obstacles.length === 0, obstacles, together: endpoints.map(({ address }) => address) }
}

function membersOf(group: number, { address }: PciDevice, { pci }: HostDevices): readonly PciDevice[] {
  return pci.filter((other) => other.iommuGroup === group && other.address !== address)
}

function iommuObstacles({ iommuGroup }: PciDevice, iommu: HostIommu): readonly string[] {
  if (!iommu.enabled) {
    return iommu.kind === 'none'
      ? ['The host has no IOMMU, or its firmware hides it: the device could write to all memory.']
      : ['The IOMMU of the host is not switched on: the device could write to all memory.']
  }
  if (iommuGroup === null) return ['The IOMMU of the host does not guard it.']
  return iommu.interruptRemapping === false
    ? ['The IOMMU does not guard interrupts, so vfio refuses it (vfio_iommu_type1.allow_unsafe_interrupts).']
    : []
}

/** A card and its virtual functions (Documentation/PCI/pci-iov-howto.rst): they go one by one, or the card as a whole. */
function sharingObstacles({ virtualFunctions, physicalFunction }: PciDevice, { pci }: HostDevices): readonly string[] {
  const on = virtualFunctions?.on ?? 0
  if (on > 0) return [`It is divided into virtual functions, of which ${on === 1 ? 'one is' : `${on} are`} on.`]
  const card = pci.find(({ address }) => address === physicalFunction)
  return card?.driver === 'vfio-pci'
    ? [`Its physical function ${card.address} is given away itself, and whoever has that one rules over it.`]
    : []
}

function memberObstacles(other: PciDevice): readonly string[] {
  const { address, iommuGroup, isBridge, driver, uses } = other
  if (isBridge && !isIdle(other)) {
    return [`${address} is in its IOMMU group ${iommuGroup}, a bridge that the host works with (${driver}).`]
  }
  return uses.map((use) => `${address} is in its IOMMU group ${iommuGroup}, and the host uses it: ${use}.`)
}
