import type { HostDevices, PciAddress, PciDevice, UsbDevice } from '../../model/host/device.ts'
import type { PlannedHostdev } from './start-plan.ts'

/** What a running instance has of the host. */
export type TakenDevices = { readonly name: string; readonly hostdevs: readonly PlannedHostdev[] }

/** What devices are chosen from. */
export type DeviceScene = {
  readonly devices: HostDevices
  /** Of the other instances that run or are being started. */
  readonly taken: readonly TakenDevices[]
  /** PCI addresses and USB ports that this instance has already. */
  readonly given: ReadonlySet<string>
}

/** Address or port of a planned device, as `stroj host` shows it. */
export function placeOf(device: PlannedHostdev): string {
  return device.kind === 'pci' ? device.address : `${device.bus}-${device.port}`
}

/** Why a device is not free; undefined when it is. */
export function useOf({ taken, given }: DeviceScene, place: string, uses: readonly string[]): string | undefined {
  const holder = taken.find(({ hostdevs }) => hostdevs.some((device) => placeOf(device) === place))
  if (holder) return `instance "${holder.name}" has it`
  if (given.has(place)) return 'this instance has it already'
  return uses.length === 0 ? undefined : `the host uses it (${uses.join(', ')})`
}

/** The same for a PCI device. A card and its virtual functions hang together: where one is away, the other is not free. */
export function useOfPci(scene: DeviceScene, device: PciDevice): string | undefined {
  const own = useOf(scene, device.address, device.uses)
  if (own !== undefined) return own
  const card = device.physicalFunction === null ? undefined : useOf(scene, device.physicalFunction, [])
  if (card !== undefined) return `of its physical function, ${card}`
  for (const part of device.virtualFunctions?.addresses ?? []) {
    const use = useOf(scene, part, pciAt(scene, part)?.uses ?? [])
    if (use !== undefined) return `of its virtual function ${part}, ${use}`
  }
  return undefined
}

export function pciAt({ devices }: DeviceScene, address: PciAddress): PciDevice | undefined {
  return devices.pci.find((device) => device.address === address)
}

/** For messages: `0000:03:00.0 (Ethernet card)`. */
export function titleOf(device: PciDevice | UsbDevice): string {
  const place = 'address' in device ? device.address : device.port
  return device.name === null ? place : `${place} (${device.name})`
}
