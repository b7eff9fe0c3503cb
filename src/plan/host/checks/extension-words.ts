import type { Extension } from '../../../model/host/processor.ts'

/** What the makers of the processors call it. */
export const extensionNames: Readonly<Record<Exclude<Extension, 'none'>, string>> = {
  vmx: 'VT-x (vmx)',
  svm: 'AMD-V (svm)',
  el2: 'exception level 2',
  hv: 'hypervisor state (hv)',
  pr: 'problem state (pr)',
  sie: 'sie',
  h: 'extension H',
}

/** How a processor of this architecture shows that it has none. */
export function withoutExtension(architecture: string): string {
  if (/^(?:x86_64|i[3-6]86)$/.test(architecture)) return 'neither vmx nor svm'
  if (/^(?:aarch64|arm)/.test(architecture)) return 'the kernel was not started in exception level 2'
  if (architecture.startsWith('ppc64')) return 'neither hv nor pr'
  if (architecture === 's390x') return 'no sie'
  return architecture.startsWith('riscv') ? 'no extension H' : 'none'
}
