import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCpuinfo } from '../../../../src/host/cpuinfo/fields.ts'
import { timeStampKhz } from '../../../../src/host/cpuinfo/time-stamp.ts'
import { clockArguments } from '../../../../src/plan/instance/clock-arguments.ts'

const emulated = { kind: 'tcg', reason: 'no KVM', isolation: 'none' } as const
const accelerated = { kind: 'kvm', reason: 'KVM works', isolation: 'hardware' } as const

test('an emulated PC does not test its timer, which fails on a busy host', () => {
  const host = { timeStampKhz: 2_500_000 }
  assert.deepEqual(clockArguments('q35', emulated, host), ['no_timer_check'])
  assert.deepEqual(clockArguments('q35', accelerated, host), [])
  assert.deepEqual(clockArguments('virt', emulated, host), [])
})

test('an emulated microvm is told the rate of its clock; all others measure it', () => {
  const host = { timeStampKhz: 2_500_000 }
  assert.deepEqual(clockArguments('microvm', emulated, host), ['tsc_early_khz=2500000', 'lpj=10000000'])
  assert.deepEqual(clockArguments('microvm', accelerated, host), [])
  assert.deepEqual(clockArguments('microvm', emulated, { timeStampKhz: null }), [])
})

test('the rate of the counter is read where it is told: in a virtual machine as the rate, elsewhere in the name', () => {
  const text = (flags: string) => `model name\t: Some CPU @ 2.60GHz\ncpu MHz\t\t: 2596.120\nflags\t\t: fpu ${flags}\n`
  assert.equal(timeStampKhz(parseCpuinfo(text('hypervisor'))), 2_596_120)
  assert.equal(timeStampKhz(parseCpuinfo(text('vmx'))), 2_600_000)
  assert.equal(timeStampKhz(parseCpuinfo('processor : 0\nFeatures : fp asimd\n')), null)
})
