import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Architecture } from '../../../../src/model/architecture.ts'
import type { HostFacts } from '../../../../src/model/host/facts.ts'
import { InstanceId, InstanceName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { planStart } from '../../../../src/plan/instance/plan-start.ts'
import type { StartPlan } from '../../../../src/plan/instance/start-plan.ts'
import { disklessChoice, facts, withKvm } from '../../../support/facts.ts'

const qemu = { path: '/usr/bin/qemu', version: '7.2.22' }
const host: HostFacts = {
  ...facts,
  kvm: withKvm,
  emulators: { x86_64: qemu, aarch64: qemu, arm: qemu, riscv64: qemu, ppc64le: qemu, s390x: qemu },
  firmware: { uefi: ['x86_64', 'aarch64'], uBoot: false },
}

function verdictOf(spec: InstanceSpecInput, on: HostFacts = host, architecture?: Architecture) {
  const choice = disklessChoice()
  const image = architecture ? { ...choice, manifest: { ...choice.manifest, architecture } } : null
  const subject = {
    id: InstanceId.parse('a123456789'),
    name: InstanceName.parse('web'),
    uuid: '00000000-0000-4000-8000-000000000001',
    macs: ['52:54:00:00:00:01'],
    arch: spec.arch ?? architecture ?? 'aarch64',
    machineType: 'virt-7.2',
    spec: InstanceSpec.parse({ ...spec, ...(image ? { image: image.name } : { disk: '1GiB' }) }),
    booted: false,
  }
  return planStart(subject, image, on)
}

function planOf(...given: Parameters<typeof verdictOf>): StartPlan {
  const verdict = verdictOf(...given)
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.message)
  return verdict.plan
}

for (const [arch, machine, model, firmware, screen] of [
  ['aarch64', 'virt', 'cortex-a72', 'uefi', true],
  ['ppc64le', 'pseries', 'power9', 'board', true],
  ['s390x', 's390-ccw-virtio', 'max', 'board', false],
] as const) {
  test(`a guest of ${arch} is emulated on its own board, with its own firmware`, () => {
    const plan = planOf({ arch })
    assert.deepEqual([plan.machine, plan.cpus.model, plan.firmware, plan.screen], [machine, model, firmware, screen])
    assert.deepEqual([plan.cpus.features, plan.cpus.enforce], [[], false])
    assert.equal(plan.acceleration.kind, 'tcg')
    assert.match(plan.acceleration.reason, new RegExp(`the guest is ${arch}, .* are x86_64`))
  })
}

test('on a host of its own architecture it has KVM', () => {
  const plan = planOf({}, { ...host, architecture: 'aarch64' }, 'aarch64')
  assert.deepEqual([plan.acceleration.kind, plan.cpus.model, plan.firmware], ['kvm', 'host', 'direct'])
})

test('the kernel of an image is started directly, whatever the architecture', () => {
  const { kernel, firmware } = planOf({}, host, 'riscv64')
  assert.deepEqual([kernel?.kernel.role, firmware], ['kernel', 'direct'])
})

for (const [what, spec, on, code, words] of [
  [
    'without its QEMU',
    { arch: 'riscv64' },
    { ...host, emulators: { x86_64: qemu } },
    'host.tool-missing',
    /qemu-system-riscv64.*qemu-system-misc/,
  ],
  ['with KVM demanded', { arch: 'aarch64', accel: 'kvm' }, host, 'host.no-kvm', /the guest is aarch64/],
  ['without UEFI for it', { arch: 'arm' }, host, 'host.no-firmware', /UEFI for guests of arm.*qemu-efi-arm/],
  ['without U-Boot', { arch: 'riscv64' }, host, 'host.no-firmware', /U-Boot for guests of riscv64.*u-boot-qemu/],
] as const) {
  test(`a guest of another architecture ${what} is refused, with what to install`, () => {
    const verdict = verdictOf(spec, on)
    assert.ok(!verdict.ok)
    assert.equal(verdict.refusal.code, code)
    assert.match(`${verdict.refusal.message} ${verdict.refusal.hint}`, words)
  })
}
