import { refuse } from '../../../kit/verdict.ts'
import type { HostStep } from '../../../model/host/change.ts'
import type { PciDevice } from '../../../model/host/device.ts'
import { Fault } from '../../../model/fault.ts'
import { pciAt, titleOf, useOf } from '../../instance/device-scene.ts'
import { type Act, impossible, incomplete, inPlace, needed, type Planner, type Wish, write } from './act.ts'
import { deviceOf, sceneOf } from './device-of.ts'

/** Documentation/PCI/pci-iov-howto.rst: the number can be changed only from zero and to zero. */
export const virtualFunctions: Planner = {
  title: 'Split a PCI device into virtual functions that guests can have (SR-IOV), until the next boot.',
  make: (wish) => {
    const device = deviceOf(wish)
    if (!('address' in device)) return device
    const { count } = wish.request
    const functions = device.virtualFunctions
    if (functions === null) return impossible(wish, `${titleOf(device)} cannot be split (it has no SR-IOV)`)
    const example = `\`stroj host virtual-functions ${device.address} ${Math.min(2, functions.most)}\``
    if (count === undefined) return incomplete(wish, `how many (at most ${functions.most})`, example)
    if (count > functions.most)
      return impossible(
        wish,
        `${titleOf(device)} has at most ${functions.most} virtual functions, and ${count} are wished`,
      )
    if (count === functions.on) return inPlace()
    if (device.driver === null)
      return impossible(wish, `${titleOf(device)} has no driver now, and it is the driver that splits it`)
    return whenUsed(wish, device) ?? needed(acts(device, functions.on, count))
  },
  takeBack: (wish) => {
    const device = deviceOf(wish)
    if (!('address' in device)) return device
    const on = device.virtualFunctions?.on ?? 0
    return on === 0 ? inPlace() : (whenUsed(wish, device) ?? needed(acts(device, on, 0)))
  },
}

/** Functions that somebody has would be pulled from under them; the kernel may wait for ever until they are let go. */
function whenUsed(wish: Wish, { virtualFunctions: functions }: PciDevice) {
  const scene = sceneOf(wish)
  for (const address of functions?.addresses ?? []) {
    const device = pciAt(scene, address)
    const held =
      device?.driver === 'vfio-pci'
        ? `vfio-pci has it; \`stroj host give-back ${address}\` takes it from there`
        : undefined
    const use = useOf(scene, address, device?.uses ?? []) ?? held
    if (use !== undefined) return refuse(new Fault('host.device-in-use', { device: address, by: use }))
  }
  return undefined
}

function acts({ address }: PciDevice, before: number, after: number): readonly Act[] {
  const set = (count: number): HostStep =>
    write(reasonOf(count), `/sys/bus/pci/devices/${address}/sriov_numvfs`, `${count}\n`)
  const off: Act = { step: set(0), undo: [set(before)] }
  const on: Act = { step: set(after), undo: [set(0)] }
  return [...(before > 0 ? [off] : []), ...(after > 0 ? [on] : [])]
}

function reasonOf(count: number): string {
  if (count === 0) return 'The virtual functions go'
  return count === 1 ? 'One virtual function comes' : `${count} virtual functions come`
}
