import { formatBytes } from '../../kit/bytes.ts'
import { Fault } from '../../model/fault.ts'
import type { DeviceRights, PciDevice } from '../../model/host/device.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { PlannedHostdev } from './start-plan.ts'

/** What a guest has beside its memory, and vfio pins too: that of the screen and of the firmware. */
const besideBytes = 128 * 2 ** 20

type Pci = Extract<PlannedHostdev, { kind: 'pci' }>

/** What stroj lacks to give these devices to a guest. */
export function refuseRights(
  spec: Pick<InstanceSpec, 'memory' | 'iommu'>,
  planned: readonly (readonly [Pci, PciDevice])[],
  rights: DeviceRights,
): Fault | undefined {
  if (rights.isRoot) return undefined
  for (const [plan, device] of planned) {
    const denied = refuseDevice(plan, device, rights)
    if (denied) return denied
  }
  return refuseLock(spec, planned.length, rights)
}

function refuseDevice({ bind, virtualFunction }: Pci, device: PciDevice, rights: DeviceRights): Fault | undefined {
  const { address, driver, iommuGroup } = device
  if (bind.length > 0) {
    return denied(address, `only root takes it from ${driver === null ? 'the kernel' : `its driver ${driver}`}`)
  }
  if (virtualFunction !== null) return denied(address, `only root sets the MAC address of a virtual function`)
  if (iommuGroup !== null && rights.vfioGroups.includes(iommuGroup)) return undefined
  return denied(address, `its node /dev/vfio/${iommuGroup} cannot be written to`)
}

function denied(device: string, reason: string): Fault {
  const fix = `Use the daemon of the system, which is root, or hand the device over first: \`stroj host bind ${device}\`.`
  return new Fault('host.device-denied', { device, reason, fix })
}

/** Behind an IOMMU of the guest every device has an address space of its own, and each is counted anew. */
function refuseLock(
  { memory, iommu }: Pick<InstanceSpec, 'memory' | 'iommu'>,
  devices: number,
  { lockableBytes }: DeviceRights,
): Fault | undefined {
  const neededBytes = (memory + besideBytes) * (iommu === undefined ? 1 : devices)
  if (devices === 0 || lockableBytes === null || lockableBytes >= neededBytes) return undefined
  return new Fault('host.lock-limit', { needed: `${neededBytes / 2 ** 20}MiB`, limit: formatBytes(lockableBytes) })
}
