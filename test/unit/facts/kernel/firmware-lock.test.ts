import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFirmwareLocked } from '../../../../src/facts/kernel/firmware-lock.ts'

const said = (...lines: readonly string[]) => isFirmwareLocked({ lines, isWhole: true })

for (const line of [
  'kvm: disabled by bios',
  "kvm: support for 'kvm_intel' disabled by bios",
  'x86/cpu: VMX (outside TXT) disabled by BIOS',
  'kvm_intel: VMX not enabled (by BIOS) in MSR_IA32_FEAT_CTL on CPU 0',
  'SVM disabled (by BIOS) in MSR_VM_CR',
  'kvm_amd: SVM disabled (by BIOS) in MSR_VM_CR',
]) {
  test(`the firmware has switched virtualization off when the kernel says "${line}"`, () => {
    assert.equal(said('Linux version 6.1', line), true)
  })
}

test('other words of the kernel are no lock', () => {
  assert.equal(
    said("kvm: no hardware support for 'kvm_intel'", 'ACPI: x2apic disabled by BIOS', 'kvm: Nested Paging enabled'),
    false,
  )
})

test('a log that nobody may read or that has lost its beginning proves nothing, unless it says so', () => {
  assert.equal(isFirmwareLocked(null), null)
  assert.equal(isFirmwareLocked({ lines: ['something'], isWhole: false }), null)
  assert.equal(isFirmwareLocked({ lines: ['kvm: disabled by bios'], isWhole: false }), true)
})
