import { ownFiles } from '../../../model/host/own-file.ts'
import type { HostModule } from '../../../model/host/kernel.ts'
import { forAPerson, impossible, inPlace, needed, type Planner, type Wish } from './act.ts'
import { isLoaded, isThere, kvmModuleNames, load, moduleOf, noExtension, unload, whenInUse } from './kvm-use.ts'
import { makeOwnFile, ownFile, ownFileText, removeOwnFile } from './own-file.ts'

/** KVM comes with the kernel as modules, which some systems do not load by themselves. */
export const kvmModule: Planner = {
  title: 'Load the kernel module of KVM, now and at each boot.',
  make: (wish) => {
    const { inventory } = wish
    const names = kvmModuleNames(inventory)
    const driver = names.at(-1)
    if (driver === undefined) return noExtension(wish)
    if (names.every((name) => isThere(inventory, name))) return inPlace()
    if (inventory.kernel.firmwareLocked === true) return forAPerson(firmware)
    const modules = names.flatMap((name) => moduleOf(inventory, name) ?? [])
    if (modules.length < names.length || modules.some(({ state }) => state === 'absent'))
      return impossible(wish, `the kernel ${inventory.kernel.release} does not have the module ${driver}`)
    const disabled = modules.find(({ state }) => state === 'disabled')
    if (disabled !== undefined) return forAPerson(...enable(disabled))
    const text = ownFileText('kvm-module', null, [driver])
    const missing = names.filter((name) => !isThere(inventory, name))
    return needed(
      [
        ...load('KVM is loaded now', ...missing),
        makeOwnFile(wish, 'KVM is loaded at each boot', ownFiles.kvmModule, text),
      ],
      modules.filter(({ state }) => state === 'blacklisted').map(afterBoot),
    )
  },
  takeBack: (wish) => {
    if (ownFile(wish, ownFiles.kvmModule) === undefined) return inPlace()
    const loaded = loadedModules(wish)
    const inUse = loaded.length === 0 ? undefined : whenInUse(wish)
    if (inUse !== undefined) return inUse
    return needed([...removeOwnFile(wish, ownFiles.kvmModule), ...unload('KVM is unloaded', ...loaded)])
  },
}

/** Those of KVM that can be unloaded, in that order. */
function loadedModules({ inventory }: Wish): readonly string[] {
  return kvmModuleNames(inventory)
    .filter((name) => isLoaded(inventory, name))
    .toReversed()
}

const firmware =
  'The firmware of this host has switched virtualization off. Restart it, open the firmware setup (often F2 or Del), and switch on "Intel VT-x", "AMD-V" or "SVM Mode"; then switch the host off and on again.'

function enable({ name, configuredIn }: HostModule): readonly string[] {
  return [
    `${configuredIn ?? 'A file in /etc/modprobe.d'} keeps the module ${name} out with an "install" line, which somebody has written on purpose.`,
    `Take the line "install ${name} …" out of it, then run \`stroj host fix kvm-module\` again.`,
  ]
}

function afterBoot({ name, configuredIn }: HostModule): string {
  return `${configuredIn ?? 'A file in /etc/modprobe.d'} has the line "blacklist ${name}". The module can be loaded by its name all the same, but not at boot: take the line out if it should.`
}
