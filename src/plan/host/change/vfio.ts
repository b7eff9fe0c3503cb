import { ownFiles } from '../../../model/host/own-file.ts'
import { refuse } from '../../../kit/verdict.ts'
import { Fault } from '../../../model/fault.ts'
import { impossible, inPlace, needed, type Planner, type Wish } from './act.ts'
import { isLoaded, isThere, load, moduleOf, unload } from './kvm-use.ts'
import { makeOwnFile, ownFile, ownFileText, removeOwnFile } from './own-file.ts'

const driver = 'vfio-pci'

export const vfio: Planner = {
  title: 'Load the driver that hands devices to guests, now and at each boot.',
  make: (wish) => {
    const { inventory } = wish
    const state = moduleOf(inventory, driver)?.state
    if (isThere(inventory, driver)) return inPlace(...iommuNote(wish))
    if (state === undefined || state === 'absent' || state === 'disabled')
      return impossible(wish, `the kernel ${inventory.kernel.release} cannot load the module ${driver}`)
    const text = ownFileText('vfio', null, [driver])
    return needed(
      [...load('It is loaded now', driver), makeOwnFile(wish, 'It is loaded at each boot', ownFiles.vfioModule, text)],
      iommuNote(wish),
    )
  },
  takeBack: (wish) => {
    const { inventory } = wish
    const removal = removeOwnFile(wish, ownFiles.vfioModule)
    if (ownFile(wish, ownFiles.vfioModule) === undefined) return inPlace()
    const bound = inventory.devices.pci.find((device) => device.driver === driver)
    if (bound !== undefined) return refuse(new Fault('host.device-in-use', { device: bound.address, by: driver }))
    return needed([...removal, ...(isLoaded(inventory, driver) ? unload('The driver is unloaded', driver) : [])])
  },
}

function iommuNote({ inventory }: Wish): readonly string[] {
  return inventory.devices.iommu.enabled
    ? []
    : ['Devices can be handed over only with an IOMMU: `stroj host fix iommu`.']
}
