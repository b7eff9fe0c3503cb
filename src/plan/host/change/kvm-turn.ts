import type { Verdict } from '../../../kit/verdict.ts'
import type { Fault } from '../../../model/fault.ts'
import { impossible, inPlace, needed, type Outcome, type Planner, type Wish } from './act.ts'
import {
  endingTemplates,
  holderText,
  isLoaded,
  isThere,
  kvmModuleNames,
  load,
  moduleOf,
  noExtension,
  unload,
  whenInUse,
} from './kvm-use.ts'

/** Two hypervisors cannot have the processor at once: KVM leaves it to another one. */
export const releaseKvm: Planner = {
  title: 'Unload KVM, so that another hypervisor can use the processor; the next boot loads it again.',
  make: release,
  takeBack: use,
}

export const useKvm: Planner = {
  title: 'Load KVM again.',
  make: use,
  takeBack: release,
}

/** The driver of the processor before what it stands on. */
function release(wish: Wish): Verdict<Outcome, Fault> {
  const { inventory } = wish
  const loaded = kvmModuleNames(inventory)
    .filter((name) => isLoaded(inventory, name))
    .toReversed()
  const fixed = kvmModuleNames(inventory).find((name) => moduleOf(inventory, name)?.state === 'built-in')
  if (fixed !== undefined) return impossible(wish, `${fixed} is part of this kernel and cannot be unloaded`)
  if (loaded.length === 0) return inPlace()
  const acts = loaded.flatMap((name) => unload(reasonOf(name), name))
  return whenInUse(wish) ?? needed(acts, endingTemplates(wish))
}

function use(wish: Wish): Verdict<Outcome, Fault> {
  const { inventory } = wish
  const names = kvmModuleNames(inventory)
  if (names.length === 0) return noExtension(wish)
  const missing = names.filter((name) => !isThere(inventory, name))
  if (missing.length === 0) return inPlace()
  const absent = missing.find((name) => ['absent', 'disabled', undefined].includes(moduleOf(inventory, name)?.state))
  if (absent !== undefined) return impossible(wish, `the module ${absent} cannot be loaded; \`stroj host\` tells why`)
  return needed(
    missing.flatMap((name) => load(reasonOf(name), name)),
    inventory.otherHypervisors.map(rival),
  )
}

function reasonOf(name: string): string {
  return name === 'kvm'
    ? 'kvm: what all processors have in common, and /dev/kvm'
    : `${name}: the driver of this processor`
}

function rival({ name, holders }: Wish['inventory']['otherHypervisors'][number]): string {
  const users = holders.length === 0 ? '' : `, used by ${holders.map(holderText).join(', ')}`
  return `The modules of ${name} are loaded${users}. While a guest of it runs, KVM cannot start one.`
}
