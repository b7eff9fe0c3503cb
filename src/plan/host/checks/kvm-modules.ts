import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostModule } from '../../../model/host/kernel.ts'
import type { Extension } from '../../../model/host/processor.ts'

const own: Readonly<Partial<Record<Extension, string>>> = {
  vmx: 'kvm_intel',
  svm: 'kvm_amd',
  hv: 'kvm_hv',
  pr: 'kvm_pr',
}

/** The modules that make KVM on this processor, those first that others stand on. */
export function kvmModules({
  processor: { extension },
  kernel: { modules },
}: Pick<HostInventory, 'processor' | 'kernel'>): readonly HostModule[] {
  const wanted = ['kvm', ...(own[extension] === undefined ? [] : [own[extension]])]
  return wanted.flatMap((name) => modules.filter((module) => module.name === name))
}

export function isThere({ state }: HostModule): boolean {
  return state === 'built-in' || state === 'loaded'
}
