import { readKernelText } from '../../host/kernel-files.ts'
import type { OtherHypervisor } from '../../model/host/kvm.ts'
import { parseLoadedModules } from '../kernel/loaded-modules.ts'
import { holdersOf } from './holders.ts'

type Kind = { readonly name: OtherHypervisor['name']; readonly module: RegExp; readonly device: RegExp }

/** Hypervisors that are modules of Linux; their guests are processes that have a device open. */
const kinds: readonly Kind[] = [
  { name: 'VirtualBox', module: /^vbox(?:drv|net|pci)/, device: /^\/dev\/vboxdrvu?$/ },
  { name: 'VMware', module: /^vm(?:mon|net)$/, device: /^\/dev\/vmmon$/ },
]

/** Other hypervisors whose modules are loaded, and Xen where this is its first domain. */
export async function readOtherHypervisors(root: string): Promise<OtherHypervisor[]> {
  const loaded = [...parseLoadedModules(readKernelText(`${root}/proc/modules`) ?? '').keys()]
  const found = kinds
    .map((kind) => ({ ...kind, modules: loaded.filter((name) => kind.module.test(name)) }))
    .filter(({ modules }) => modules.length > 0)
  const others = await Promise.all(
    found.map(async ({ name, modules, device }) => ({
      name,
      modules,
      holders: await holdersOf((target) => device.test(target), root),
    })),
  )
  return isFirstDomain(root) ? [...others, { name: 'Xen', modules: [], holders: [] }] : others
}

/** Only the domain that controls the others has this word (Xen, xenfs). */
function isFirstDomain(root: string): boolean {
  return (readKernelText(`${root}/proc/xen/capabilities`) ?? '').includes('control_d')
}
