import type { KernelLog } from '../../host/kernel-log.ts'

/**
 * Whether the firmware has switched virtualization off, as the kernel has told in these words over the years:
 * "kvm: disabled by bios", "kvm: support for 'kvm_intel' disabled by bios", "x86/cpu: VMX (outside TXT) disabled by BIOS",
 * "kvm_intel: VMX not enabled (by BIOS) in MSR_IA32_FEAT_CTL on CPU 0", "kvm_amd: SVM disabled (by BIOS) in MSR_VM_CR".
 * Null when the log cannot be read, or has lost its beginning and says nothing of it.
 */
export function isFirmwareLocked(log: KernelLog | null): boolean | null {
  if (log === null) return null
  const isLocked = log.lines.some((line) =>
    /\b(?:kvm|kvm_intel|kvm_amd|vmx|svm)\b.* (?:disabled|not enabled) \(?by bios/i.test(line),
  )
  return isLocked || log.isWhole ? isLocked : null
}
