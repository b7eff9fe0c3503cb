import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Architecture } from '../../../../src/model/architecture.ts'
import type { HostFacts } from '../../../../src/model/host/facts.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { chooseCpu, type PlannedCpu } from '../../../../src/plan/instance/cpu.ts'

const tcg = { kind: 'tcg', reason: 'there is no /dev/kvm', isolation: 'none' } as const
const kvm = { kind: 'kvm', reason: 'a test guest ran in it', isolation: 'hardware' } as const
const intel = { virtualization: 'vmx', nested: true } as const
const amd = { virtualization: 'svm', nested: true } as const

type Given = {
  readonly on?: typeof tcg | typeof kvm
  readonly host?: Pick<HostFacts, 'nested' | 'virtualization'>
  readonly arch?: Architecture
}

function verdictOf(spec: InstanceSpecInput, { on = tcg, host = intel, arch = 'x86_64' }: Given) {
  return chooseCpu(InstanceSpec.parse({ image: 'tiny', ...spec }), { arch, acceleration: on, host })
}

const none = ['-vmx', '-svm']
/** What QEMU 7.2 emulates wrongly besides. */
const emulated = [...none, '-la57']
const aes = { cpus: { features: ['+aes'] } }

const table: readonly [what: string, spec: InstanceSpecInput, given: Given, expected: PlannedCpu][] = [
  ['max under TCG', {}, {}, { model: 'max', features: emulated, enforce: false }],
  ['host under KVM', {}, { on: kvm }, { model: 'host', features: none, enforce: false }],
  [
    'what the spec says, and under KVM wholly so',
    { cpus: { model: 'Nehalem' } },
    { on: kvm },
    { model: 'Nehalem', features: none, enforce: true },
  ],
  [
    'emulated as far as QEMU can',
    { cpus: { model: 'Nehalem' } },
    {},
    { model: 'Nehalem', features: emulated, enforce: false },
  ],
  ['with what is added, or not at all', aes, {}, { model: 'max', features: [...emulated, '+aes'], enforce: true }],
  [
    'without what is taken away',
    { cpus: { features: ['-svm', '-avx'] } },
    {},
    { model: 'max', features: ['-vmx', '-la57', '-svm', '-avx'], enforce: false },
  ],
  [
    'with five levels of page tables for whom wants them',
    { cpus: { features: ['+la57'] } },
    {},
    { model: 'max', features: [...none, '+la57'], enforce: true },
  ],
  [
    "with AMD's extension when emulated",
    { nested: true },
    {},
    { model: 'max', features: ['+svm', '-la57'], enforce: true },
  ],
  ['with that of the host', { nested: true }, { on: kvm }, { model: 'host', features: ['+vmx'], enforce: true }],
  [
    'with that of a host of AMD',
    { nested: true, cpus: { model: 'EPYC' } },
    { on: kvm, host: amd },
    { model: 'EPYC', features: ['+svm'], enforce: true },
  ],
  [
    'of another architecture without x86 features',
    { cpus: { model: 'cortex-a57' } },
    { arch: 'aarch64' },
    { model: 'cortex-a57', features: [], enforce: false },
  ],
]

describe('the guest sees a processor', () => {
  for (const [what, spec, given, expected] of table) {
    test(what, () => assert.deepEqual(verdictOf(spec, given), { ok: true, plan: expected }))
  }
})

const off = { virtualization: 'vmx', nested: false } as const
const refusals: readonly [what: string, spec: InstanceSpecInput, given: Given, code: string, words: RegExp][] = [
  ['model host without KVM', { cpus: { model: 'host' } }, {}, 'host.no-kvm', /model host needs it \(there is no/],
  [
    'nested where KVM has it off',
    { nested: true },
    { on: kvm, host: off },
    'host.no-nested',
    /switched off \(\/sys\/module\/kvm_intel\/parameters\/nested\)\. .*`stroj host fix nested`/,
  ],
  [
    'nested where KVM does not tell',
    { nested: true },
    { on: kvm, host: { virtualization: 'svm', nested: null } },
    'host.no-nested',
    /does not tell of it \(\/sys\/module\/kvm_amd/,
  ],
  [
    'nested on an emulated Intel model',
    { nested: true, cpus: { model: 'Skylake-Client' } },
    {},
    'host.no-nested',
    /AMD's extension \(svm\), and the CPU model Skylake-Client is not of AMD.*EPYC/,
  ],
  ['nested on ARM', { nested: true }, { arch: 'aarch64' }, 'host.no-nested', /only guests of x86_64/],
]

describe('refused, with cause and fix, is', () => {
  for (const [what, spec, given, code, words] of refusals) {
    test(what, () => {
      const verdict = verdictOf(spec, given)
      assert.ok(!verdict.ok)
      assert.equal(verdict.refusal.code, code)
      assert.match(`${verdict.refusal.message} ${verdict.refusal.hint}`, words)
    })
  }
})
