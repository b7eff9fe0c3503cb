import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { HostDevices, PciDevice, UsbDevice } from '../../model/host/device.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import { passThroughOf } from '../host/pass-through.ts'
import { choosePci, chooseVirtualFunction } from './choose-pci.ts'
import { chooseUsb } from './choose-usb.ts'
import { refuseGroup } from './device-group.ts'
import { refuseRights } from './device-rights.ts'
import { type DeviceScene, placeOf, type TakenDevices } from './device-scene.ts'
import type { PlannedHostdev } from './start-plan.ts'

type Wisher = {
  readonly spec: Pick<InstanceSpec, 'hostdevs' | 'nics' | 'memory' | 'iommu'>
  readonly macs: readonly string[]
}

/** Whether a start has to look at the devices of the host at all. */
export function needsDevices({ hostdevs, nics }: Pick<InstanceSpec, 'hostdevs' | 'nics'>): boolean {
  return hostdevs.length > 0 || nics.some(({ network }) => network === 'sriov')
}

/**
 * Which devices of the host an instance gets: first those that are named by their place, then those by ids, then virtual
 * functions for nics; in the order of the spec. Each is found, free, alone with the guest in its IOMMU group, and stroj
 * has the right to give it.
 */
export function planHostdevs(
  wisher: Wisher,
  devices: HostDevices,
  taken: readonly TakenDevices[],
): Verdict<readonly PlannedHostdev[], Fault> {
  const chosen = chooseAll(wisher, devices, taken)
  if (chosen instanceof Fault) return refuse(chosen)
  const given = new Set(chosen.map(({ plan }) => placeOf(plan)))
  const pci = chosen.flatMap(({ plan, device }) =>
    plan.kind === 'pci' && 'address' in device ? [[plan, device] as const] : [],
  )
  for (const [, device] of pci) {
    const unsafe = refuseGroup({ devices, taken, given }, device) ?? refuseObstacles(devices, device)
    if (unsafe) return refuse(unsafe)
  }
  const denied = refuseRights(wisher.spec, pci, devices.rights)
  return denied ? refuse(denied) : approve(chosen.map(({ plan }) => plan))
}

/** What is true of a device whoever wants it, such as that its interrupts are not guarded. */
function refuseObstacles(devices: HostDevices, device: PciDevice): Fault | undefined {
  const { possible, obstacles } = passThroughOf(device, devices)
  if (possible) return undefined
  const reason = obstacles.map((text) => text.slice(0, 1).toLowerCase() + text.slice(1).replace(/\.$/, '')).join('; ')
  return new Fault('host.device-unsafe', { device: device.address, reason })
}

type Choice = { readonly plan: PlannedHostdev; readonly device: PciDevice | UsbDevice }
type Wish = { readonly order: number; readonly choose: (scene: DeviceScene) => Choice | Fault }

/** What is named exactly is chosen first, so that what is not never takes it. */
function chooseAll(wisher: Wisher, devices: HostDevices, taken: readonly TakenDevices[]): readonly Choice[] | Fault {
  const wishes = [...wisher.spec.hostdevs.map(hostdevWish), ...nicWishes(wisher)]
  const chosen: Choice[] = []
  const given = new Set<string>()
  for (const [index, { choose }] of [...wishes.entries()].toSorted(([, a], [, b]) => a.order - b.order)) {
    const choice = choose({ devices, taken, given })
    if (choice instanceof Fault) return choice
    chosen[index] = choice
    given.add(placeOf(choice.plan))
  }
  return chosen
}

function hostdevWish(wish: InstanceSpec['hostdevs'][number]): Wish {
  if ('usb' in wish) return { order: isIds(wish.usb) ? 1 : 0, choose: (scene) => usbChoice(chooseUsb(scene, wish.usb)) }
  return { order: isIds(wish.pci) ? 1 : 0, choose: (scene) => pciChoice(choosePci(scene, wish.pci), null) }
}

function nicWishes({ spec, macs }: Wisher): readonly Wish[] {
  return spec.nics.flatMap(({ network, device: physical, mac }, index) => {
    if (network !== 'sriov' || physical === undefined) return []
    const choose = (scene: DeviceScene) => {
      const found = chooseVirtualFunction(scene, physical)
      if (found instanceof Fault) return found
      return pciChoice(found.device, { physical, index: found.index, mac: mac ?? macs[index] ?? '' })
    }
    return [{ order: 2, choose }]
  })
}

function isIds(name: string): boolean {
  return /^[0-9a-f]{4}:[0-9a-f]{4}$/.test(name)
}

function pciChoice(
  device: PciDevice | Fault,
  virtualFunction: Extract<PlannedHostdev, { kind: 'pci' }>['virtualFunction'],
): Choice | Fault {
  if (device instanceof Fault) return device
  const { address, driver } = device
  return { device, plan: { kind: 'pci', address, bind: driver === 'vfio-pci' ? [] : [address], virtualFunction } }
}

function usbChoice(device: UsbDevice | Fault): Choice | Fault {
  if (device instanceof Fault) return device
  return { device, plan: { kind: 'usb', bus: device.bus, port: device.port.slice(device.port.indexOf('-') + 1) } }
}
