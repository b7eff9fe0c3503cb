import { refuse } from '../../../kit/verdict.ts'
import { Fault } from '../../../model/fault.ts'
import { impossible, inPlace, needed, type Planner } from './act.ts'
import { holderText, isLoaded, load, moduleOf, unload } from './kvm-use.ts'

/** What stands on others comes first. */
const modules = ['vboxpci', 'vboxnetadp', 'vboxnetflt', 'vboxdrv']

export const releaseVirtualBox: Planner = {
  title: 'Unload the modules of VirtualBox, so that KVM can use the processor.',
  make: ({ inventory }) => {
    const found = inventory.otherHypervisors.find(({ name }) => name === 'VirtualBox')
    const loaded = modules.filter((name) => isLoaded(inventory, name) || found?.modules.includes(name))
    if (loaded.length === 0) return inPlace()
    const users = found?.holders.map(holderText) ?? []
    if (users.length > 0) return refuse(new Fault('host.hypervisor-in-use', { hypervisor: 'VirtualBox', users }))
    return needed(unload('VirtualBox leaves the processor', ...loaded))
  },
  takeBack: (wish) => {
    const { inventory } = wish
    if (isLoaded(inventory, 'vboxdrv')) return inPlace()
    const loadable = modules.filter((name) =>
      ['loadable', 'blacklisted'].includes(moduleOf(inventory, name)?.state ?? ''),
    )
    if (loadable.length === 0) return impossible(wish, 'the modules of VirtualBox are not installed')
    return needed(load('VirtualBox can run guests again', ...loadable.toReversed()))
  },
}
