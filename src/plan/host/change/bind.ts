import { refuse } from '../../../kit/verdict.ts'
import type { HostStep } from '../../../model/host/change.ts'
import type { PciDevice } from '../../../model/host/device.ts'
import { Fault } from '../../../model/fault.ts'
import { refuseGroup } from '../../instance/device-group.ts'
import { titleOf, useOf, useOfPci } from '../../instance/device-scene.ts'
import { type Act, impossible, inPlace, needed, type Planner, program, type Wish, write } from './act.ts'
import { deviceOf, sceneOf } from './device-of.ts'
import { isThere, load, moduleOf } from './kvm-use.ts'

const driver = 'vfio-pci'

/**
 * A device goes from its driver to the one that hands it to guests. `driver_override` binds only this device, and not all of
 * its kind (kernel, Documentation/ABI/testing/sysfs-bus-pci).
 */
export const bind: Planner = {
  title: 'Take a PCI device from its driver, so that a guest can have it, until the next boot.',
  make: (wish) => {
    const device = deviceOf(wish)
    if (!('address' in device)) return device
    if (device.driver === driver) return opened(wish, device)
    const use = useOfPci(sceneOf(wish), device)
    if (use !== undefined) return refuse(new Fault('host.device-in-use', { device: device.address, by: use }))
    const unsafe = refuseGroup(sceneOf(wish), device)
    if (unsafe !== undefined) return refuse(unsafe)
    if (!isThere(wish.inventory, driver) && !canBeLoaded(wish))
      return impossible(wish, `the module ${driver} cannot be loaded`)
    const module = isThere(wish.inventory, driver) ? [] : load('The driver that hands devices to guests', driver)
    return needed([...module, ...hand(device, driver), ...giveNode(wish, device)])
  },
  takeBack: (wish) => {
    const device = deviceOf(wish)
    if (!('address' in device)) return device
    if (device.driver !== driver) return inPlace()
    const use = useOf(sceneOf(wish), device.address, [])
    if (use !== undefined) return refuse(new Fault('host.device-in-use', { device: device.address, by: use }))
    return needed(hand(device, null))
  },
}

function canBeLoaded({ inventory }: Wish): boolean {
  return ['loadable', 'blacklisted'].includes(moduleOf(inventory, driver)?.state ?? '')
}

/** It is bound; whoever is not root needs its node, too. */
function opened(wish: Wish, device: PciDevice) {
  const { account, inventory } = wish
  const { rights } = inventory.devices
  const isOwn = account !== null && account.name === inventory.user.name
  const isOpen = device.iommuGroup === null || rights.isRoot || rights.vfioGroups.includes(device.iommuGroup)
  return !isOwn || isOpen ? inPlace() : needed(giveNode(wish, device))
}

/** Undone in the reverse order: away from the new driver, the override off, and probed anew. */
function hand(device: PciDevice, to: string | null): readonly Act[] {
  const folder = `/sys/bus/pci/devices/${device.address}`
  const override = (name: string | null): HostStep =>
    write(
      name === null ? 'Any driver may have the device again' : `Only ${name} may have the device`,
      `${folder}/driver_override`,
      `${name ?? ''}\n`,
    )
  const leave = (name: string): HostStep =>
    write(`${name} leaves the device`, `${folder}/driver/unbind`, device.address)
  const probe = write(
    `The kernel looks for a driver of ${titleOf(device)}`,
    '/sys/bus/pci/drivers_probe',
    device.address,
  )
  const back = to === null ? driver : null
  const current = device.driver
  return [
    { step: override(to), undo: [override(back), probe] },
    ...(current === null ? [] : [{ step: leave(current), undo: [] }]),
    { step: probe, undo: [leave(to ?? 'Its driver')] },
  ]
}

/** The node of the group is made with the binding, and belongs to root. */
function giveNode({ account }: Wish, { iommuGroup }: PciDevice): readonly Act[] {
  if (account === null || account.uid === 0 || iommuGroup === null) return []
  const node = `/dev/vfio/${iommuGroup}`
  return [
    { step: program('udev has seen it', 'udevadm', 'settle', '--timeout=10'), undo: [] },
    {
      step: program(`Guests of ${account.name} may use the group`, 'chown', account.name, node),
      undo: [program('The group is for root alone', 'chown', 'root', node)],
    },
  ]
}
