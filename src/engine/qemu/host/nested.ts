import { readTextIfAny } from '../../../host/files.ts'

/** Whether guests under KVM can have KVM themselves, as its loaded module says; null while none is loaded. */
export async function readNested(): Promise<boolean | null> {
  for (const name of ['kvm_intel', 'kvm_amd', 'kvm_hv', 'kvm']) {
    const text = await readTextIfAny(`/sys/module/${name}/parameters/nested`)
    if (text !== undefined) return /^[Y1]/.test(text)
  }
  return null
}
