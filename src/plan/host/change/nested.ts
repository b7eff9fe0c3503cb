import { nestedModules } from '../../../model/host/kvm-module.ts'
import { ownFiles } from '../../../model/host/own-file.ts'
import { type Act, impossible, inPlace, needed, type Planner, type Wish } from './act.ts'
import { isLoaded, isThere, load, noExtension, unload, whenInUse } from './kvm-use.ts'
import { makeOwnFile, ownFile, ownFileText, removeOwnFile } from './own-file.ts'

/** A module reads its options when it is loaded, so it is loaded anew. */
export const nested: Planner = {
  title: 'Let guests have KVM of their own (nested virtualization).',
  make: (wish) => {
    const { inventory } = wish
    if (inventory.processor.extension === 'none') return noExtension(wish)
    const module = nestedModules[inventory.processor.extension]
    if (module === undefined) return impossible(wish, `KVM of ${inventory.processor.architecture} has no switch for it`)
    if (inventory.processor.nested === true) return inPlace()
    const text = ownFileText('nested', null, [`options ${module} nested=1`])
    // Unloaded modules tell nothing, but they will read it.
    if (inventory.processor.nested === null && ownFile(wish, ownFiles.nested) === text) return inPlace()
    if (!isLoaded(inventory, module) && isThere(inventory, module))
      return impossible(
        wish,
        `${module} is part of this kernel; "${module}.nested=1" on the kernel command line does it`,
      )
    return (
      (isLoaded(inventory, module) ? whenInUse(wish) : undefined) ??
      needed(
        around(wish, module, [makeOwnFile(wish, 'The option, for each time that it is loaded', ownFiles.nested, text)]),
      )
    )
  },
  takeBack: (wish) => {
    const { inventory } = wish
    const module = nestedModules[inventory.processor.extension]
    const removal = removeOwnFile(wish, ownFiles.nested)
    if (module === undefined || removal.length === 0) return inPlace()
    return (isLoaded(inventory, module) ? whenInUse(wish) : undefined) ?? needed(around(wish, module, removal))
  },
}

/** Acts between unloading and loading, so that what takes them back is, too. */
function around({ inventory }: Wish, module: string, acts: readonly Act[]): readonly Act[] {
  if (!isLoaded(inventory, module)) return acts
  return [...unload('The module is unloaded', module), ...acts, ...load('and loaded anew', module)]
}
