import type { Extension } from './processor.ts'

/** The module of the kernel that drives each extension for KVM; null where KVM is part of `kvm` itself, or there is none. */
export const driverModules: Readonly<Record<Extension, string | null>> = {
  vmx: 'kvm_intel',
  svm: 'kvm_amd',
  hv: 'kvm_hv',
  pr: 'kvm_pr',
  el2: null,
  sie: null,
  h: null,
  none: null,
}

/** The module whose parameter `nested` lets guests have KVM of their own; undefined where that is no parameter. */
export const nestedModules: Readonly<Partial<Record<Extension, string>>> = {
  vmx: 'kvm_intel',
  svm: 'kvm_amd',
  hv: 'kvm_hv',
  sie: 'kvm',
}
