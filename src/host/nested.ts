import { readKernelText } from './kernel-files.ts'

/** Whether guests under KVM can have KVM themselves, as its loaded module says; null while none is loaded. */
export function readNested(root = ''): boolean | null {
  for (const name of ['kvm_intel', 'kvm_amd', 'kvm_hv', 'kvm']) {
    const text = readKernelText(`${root}/sys/module/${name}/parameters/nested`)
    if (text !== null) return /^[Y1]/.test(text)
  }
  return null
}
