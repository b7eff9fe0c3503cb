import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostModule } from '../../../model/host/kernel.ts'
import { driverModules } from '../../../model/host/kvm-module.ts'

/** The modules that make KVM on this processor, those first that others stand on. */
export function kvmModules({
  processor: { extension },
  kernel: { modules },
}: Pick<HostInventory, 'processor' | 'kernel'>): readonly HostModule[] {
  return ['kvm', driverModules[extension]].flatMap((name) => modules.filter((module) => module.name === name))
}

export function isThere({ state }: HostModule): boolean {
  return state === 'built-in' || state === 'loaded'
}
