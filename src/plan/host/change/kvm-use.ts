import { refuse } from '../../../kit/verdict.ts'
import { Fault } from '../../../model/fault.ts'
import type { HostChange } from '../../../model/host/change.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostModule } from '../../../model/host/kernel.ts'
import type { Holder } from '../../../model/host/kvm.ts'
import { driverModules } from '../../../model/host/kvm-module.ts'
import { type Act, impossible, program, type Wish } from './act.ts'

type KvmScene = Pick<Wish, 'inventory' | 'templates'>

/** The modules of KVM on this processor, in the order in which they are loaded; none where it has no extension. */
export function kvmModuleNames({ processor }: Pick<HostInventory, 'processor'>): readonly string[] {
  const driver = driverModules[processor.extension]
  if (processor.extension === 'none') return []
  return driver === null ? ['kvm'] : ['kvm', driver]
}

/** A module by its name, however it is written: `vfio-pci` and `vfio_pci` are the same. */
export function moduleOf({ kernel }: HostInventory, name: string): HostModule | undefined {
  const plain = (text: string): string => text.replaceAll('-', '_')
  return kernel.modules.find((module) => plain(module.name) === plain(name))
}

export function isLoaded(inventory: HostInventory, name: string): boolean {
  return moduleOf(inventory, name)?.state === 'loaded'
}

/** Part of the kernel, or loaded. */
export function isThere(inventory: HostInventory, name: string): boolean {
  return isLoaded(inventory, name) || moduleOf(inventory, name)?.state === 'built-in'
}

export function noExtension(wish: Wish) {
  const { hypervisor } = wish.inventory.processor
  const inside =
    hypervisor === null ? '' : `; this host is itself a guest of ${hypervisor}, where nested virtualization is off`
  return impossible(wish, `the processor shows no extension for virtualization${inside}`)
}

/** Who uses KVM now, for people. Processes of others, which may be hidden from us, count in the kernel all the same. */
function kvmUsers({ inventory, templates }: KvmScene): readonly string[] {
  const ours = kvmModuleNames(inventory)
  const modules = ours.flatMap((name) => moduleOf(inventory, name) ?? [])
  const strangers = modules.flatMap(({ usedBy }) => usedBy.filter((user) => !ours.includes(user)))
  const { holders } = inventory.kvm
  const uses = modules.at(-1)?.users ?? 0
  const hidden = uses > 0 && holders.length === 0 && strangers.length === 0
  return [
    ...holders.filter(({ pid }) => !templates.has(pid)).map(holderText),
    ...strangers.map((module) => `the module ${module}`),
    ...(hidden ? ['processes that this user may not see'] : []),
  ]
}

export function holderText({ program, pid, instance }: Holder): string {
  return instance === null ? `${program} (pid ${pid})` : `instance ${instance} (${program}, pid ${pid})`
}

/** The refusal when somebody uses KVM. */
export function whenInUse(scene: KvmScene) {
  const users = kvmUsers(scene)
  return users.length === 0 ? undefined : refuse(new Fault('host.kvm-in-use', { users }))
}

/** What is said before guests that are being kept warm are ended, since they use KVM. */
export function endingTemplates({ inventory, templates }: KvmScene): readonly string[] {
  const held = inventory.kvm.holders.filter(({ pid }) => templates.has(pid))
  return held.length === 0 ? [] : ["A guest that is being kept warm uses KVM. It is nobody's, and is ended first."]
}

/** Whether a change unloads modules of KVM. */
export function unloadsKvm({ steps }: Pick<HostChange, 'steps'>): boolean {
  return steps.some(({ command }) => command.includes('--remove') && command.some((word) => word.startsWith('kvm')))
}

/** `modprobe` of modules in this order, each taken back by its removal. */
export function load(reason: string, ...names: readonly string[]): readonly Act[] {
  return names.map((name) => ({
    step: program(reason, 'modprobe', name),
    undo: [program(`${name} is unloaded`, 'modprobe', '--remove', name)],
  }))
}

/** `modprobe --remove` of modules in this order. */
export function unload(reason: string, ...names: readonly string[]): readonly Act[] {
  return names.map((name) => ({
    step: program(reason, 'modprobe', '--remove', name),
    undo: [program(`${name} is loaded again`, 'modprobe', name)],
  }))
}
