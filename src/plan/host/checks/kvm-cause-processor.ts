import type { HostProcessor } from '../../../model/host/processor.ts'
import { type Cause, firmwareSetup, outside } from './cause.ts'
import { withoutExtension } from './extension-words.ts'
import { nothing } from '../../../model/host/judge.ts'
import { outerOf } from './outer-hypervisor.ts'

/** Why the processor shows no extension for virtualization; undefined when it does. */
export function extensionCause(processor: HostProcessor, firmwareLocked: boolean | null): Cause | undefined {
  const { extension, hypervisor, architecture } = processor
  if (extension !== 'none') return undefined
  if (hypervisor !== null) return inGuest(hypervisor)
  const found = withoutExtension(architecture)
  if (!/^(?:x86_64|i[3-6]86)$/.test(architecture)) return { found, why: elsewhere(architecture), mend: nothing }
  const why =
    firmwareLocked === true
      ? 'The firmware has switched virtualization off; its setup can switch it on ("VT-x", "SVM").'
      : 'Virtualization is switched off in the firmware setup ("VT-x", "SVM"), or this processor has none.'
  return outside(processor, { found, why, mend: { fix: firmwareSetup, change: null } })
}

function inGuest(hypervisor: Exclude<HostProcessor['hypervisor'], null>): Cause {
  const { name, nested, fix } = outerOf(hypervisor)
  return {
    found: `${name}, in which this host runs, does not pass virtualization on`,
    why: `Nested virtualization has to be switched on there: ${nested}.`,
    mend: { fix, change: null },
  }
}

function elsewhere(architecture: string): string {
  if (/^(?:aarch64|arm)/.test(architecture))
    return 'The firmware or boot loader has started the kernel in exception level 1; KVM needs level 2.'
  if (architecture === 's390x') return 'The partition or the processor does not offer the instruction sie.'
  return 'The processor, or the firmware below Linux, does not offer it.'
}
