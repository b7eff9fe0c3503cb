import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostModule } from '../../../model/host/kernel.ts'
import type { Extension } from '../../../model/host/processor.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { judgeOf } from '../../../model/host/judge.ts'
import { firmwareCause, isOlderKernel, leastKernel, moduleAway } from './kvm-cause-kernel.ts'
import { isThere, kvmModules } from './kvm-modules.ts'

const { ok, note, warning } = judgeOf('kernel')

/** The kernel, and its part in virtualization. */
export function kernelChecks(inventory: HostInventory): readonly HostCheck[] {
  return [
    release(inventory),
    ...firmware(inventory),
    ...kvmModules(inventory).map((module) => moduleCheck(module, inventory)),
  ]
}

/** The first kernels in which the extensions could be used, while KVM was developed beside Linux. */
const since: Readonly<Partial<Record<Extension, string>>> = { vmx: '2.6.15', svm: '2.6.16' }

function release({ kernel, processor: { extension } }: HostInventory): HostCheck {
  const first = since[extension]
  const early = first === undefined ? '' : `; ${extension} itself could be used since ${first}`
  const meaning = `KVM needs Linux ${leastKernel} or newer${early}.`
  if (isOlderKernel(kernel.release)) return warning('Linux', kernel.release, `It is too old: ${meaning}`)
  return ok('Linux', kernel.release, meaning)
}

function firmware(inventory: HostInventory): readonly HostCheck[] {
  const { kernel, processor } = inventory
  if (kernel.firmwareLocked === null || processor.extension === 'none') return []
  const cause = firmwareCause(inventory)
  if (cause !== undefined) return [note('firmware', cause.found, cause.why, cause.mend)]
  return [ok('firmware', 'leaves virtualization on', 'The kernel log does not say that the firmware has locked it.')]
}

function moduleCheck(module: HostModule, { processor }: HostInventory): HostCheck {
  const { name, state } = module
  if (state === 'built-in') return ok(name, 'built into the kernel', 'It is always there.')
  if (isThere(module)) return ok(name, `loaded${useText(module)}`, 'A module in use cannot be unloaded.')
  const words = {
    loadable: 'not loaded',
    blacklisted: 'blacklisted',
    disabled: 'disabled',
    absent: 'absent',
    loaded: '',
  }
  if (processor.extension === 'none')
    return note(name, words[state], 'It is of no use while the processor shows no virtualization.')
  const { why, mend } = moduleAway(module, processor.architecture)
  return note(name, words[state], why, mend)
}

function useText({ users, usedBy }: HostModule): string {
  if (usedBy.length > 0) return `, used by ${usedBy.join(', ')}`
  return users === null || users === 0 ? ', not in use' : ', in use'
}
