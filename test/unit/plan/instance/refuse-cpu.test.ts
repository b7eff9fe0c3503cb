import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CpuModels } from '../../../../src/model/host/cpu-model.ts'
import { refuseUnknownCpu } from '../../../../src/plan/instance/refuse-cpu.ts'

const known: CpuModels = {
  arch: 'x86_64',
  accelerator: 'tcg',
  models: ['host', 'max', 'Nehalem'].map((name) => ({ name, note: '', lacking: [] })),
  features: ['aes', 'x2apic'],
}

test('a model and features that QEMU knows are fine', () => {
  assert.equal(refuseUnknownCpu({ count: 1, model: 'Nehalem', features: ['+aes', '-x2apic'] }, known), undefined)
})

test('a model that QEMU does not know is refused with the one that was meant', () => {
  const fault = refuseUnknownCpu({ count: 1, model: 'nahalem' }, known)
  assert.equal(fault?.code, 'instance.cpu-unknown')
  assert.equal(fault?.message, 'QEMU has no CPU model "nahalem" for x86_64. Did you mean "Nehalem"?')
  assert.match(fault?.hint ?? '', /stroj host cpus --arch x86_64/)
})

test('so is a feature', () => {
  const fault = refuseUnknownCpu({ count: 1, features: ['+aes', '-x2apik'] }, known)
  assert.equal(fault?.message, 'QEMU has no CPU feature "x2apik" for x86_64. Did you mean "x2apic"?')
})

test('a feature is not judged where QEMU does not tell them', () => {
  assert.equal(refuseUnknownCpu({ count: 1, features: ['+zba'] }, { ...known, features: null }), undefined)
})
