import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { HostFacts } from '../../../../src/model/host/facts.ts'
import { InstanceId, InstanceName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import type { ImageChoice } from '../../../../src/plan/instance/plan-create.ts'
import { planCreate } from '../../../../src/plan/instance/plan-create.ts'
import { planStart, type StartSubject } from '../../../../src/plan/instance/plan-start.ts'
import type { StartPlan } from '../../../../src/plan/instance/start-plan.ts'
import { arbitrarySpec } from '../../../support/arbitrary-spec.ts'
import { facts, imageChoice } from '../../../support/facts.ts'

const debian = imageChoice()
const cdrom = '/a.iso'
const virtio = { bus: 'virtio', virtualFunctions: 0 }

function subjectOf(spec: InstanceSpec, booted = false): StartSubject {
  return {
    id: InstanceId.parse('a123456789'),
    name: InstanceName.parse('web'),
    uuid: '00000000-0000-4000-8000-000000000001',
    macs: ['52:54:00:00:00:01', '52:54:00:00:00:02', '52:54:00:00:00:03'],
    arch: 'x86_64',
    machineType: 'pc-q35-7.2',
    spec,
    booted,
  }
}

type Given = { readonly image?: ImageChoice | null; readonly host?: HostFacts; readonly booted?: boolean }

function verdictOf(spec: InstanceSpecInput, { image = debian, host = facts, booted = false }: Given = {}) {
  const whole = InstanceSpec.parse({ ...spec, ...(image && { image: image.name }) })
  return planStart(subjectOf(whole, booted), image, host)
}

function planOf(spec: InstanceSpecInput, given?: Given): StartPlan {
  const verdict = verdictOf(spec, given)
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.refusal.message)
  return verdict.plan
}

test('an image that boots directly is started with its kernel', () => {
  const { firmware, kernel } = planOf({})
  assert.equal(firmware, 'direct')
  assert.deepEqual([kernel?.kernel.role, kernel?.initrd?.role], ['kernel', 'initrd'])
})

test('words of the spec for the kernel come after those of the image, and make it boot directly', () => {
  const { firmware, kernel } = planOf({ kernelArguments: ' quiet  ', boot: { order: ['cdrom', 'disk'] }, cdrom: '/x' })
  assert.equal(firmware, 'direct')
  assert.match(kernel?.arguments ?? '', /\S quiet$/)
})

test('machine microvm starts the packed kernel, and has no screen', () => {
  const { kernel, screen, serial } = planOf({ machine: 'microvm' })
  assert.equal(kernel?.kernel.role, 'bzimage')
  assert.deepEqual({ screen, serial }, { screen: false, serial: true })
})

test('with a firmware no kernel is given', () => assert.equal(planOf({ firmware: 'uefi' }).kernel, null))

test('the disks come in the order of the spec: the first one, new ones, files of the user', () => {
  const disks: InstanceSpecInput['disks'] = [{ size: '1GiB' }, { file: '/a.raw', format: 'raw', readOnly: true }]
  const base = { digest: debian.digest, file: 'disk.qcow2', format: 'qcow2' }
  assert.deepEqual(planOf({ disks }).disks, [
    { source: { kind: 'own', file: 'disk0.qcow2', base }, readOnly: false, ...virtio },
    { source: { kind: 'own', file: 'disk1.qcow2', base: null }, readOnly: false, ...virtio },
    { source: { kind: 'file', path: '/a.raw', format: 'raw' }, readOnly: true, ...virtio },
  ])
})

test('each nic has the address of its record, unless the spec gives one', () => {
  const mac = '52:54:00:aa:bb:cc'
  const { nics } = planOf({ nics: [{}, { mac }, { network: 'isolated' }] })
  assert.deepEqual(
    nics.map((nic) => nic.mac),
    ['52:54:00:00:00:01', mac, '52:54:00:00:00:03'],
  )
})

for (const [what, booted, first, later] of [
  ['the first time from the medium', false, ['cdrom', 'disk'], ['disk', 'cdrom']],
  ['ever after from the disk', true, ['disk', 'cdrom'], ['disk', 'cdrom']],
] as const) {
  test(`boot.once: cdrom boots ${what}`, () => {
    const spec: InstanceSpecInput = { disk: '10GiB', cdrom, boot: { once: 'cdrom' } }
    const { bootOrder, bootOrderAfterReset } = planOf(spec, { image: null, booted })
    assert.deepEqual({ bootOrder, bootOrderAfterReset }, { bootOrder: first, bootOrderAfterReset: later })
  })
}

const lacking: readonly [
  what: string,
  spec: InstanceSpecInput,
  host: Partial<HostFacts>,
  code: string,
  words: RegExp,
][] = [
  ['a host without QEMU', {}, { emulators: {} }, 'host.tool-missing', /qemu-system-x86_64/],
  ['a host without passt', {}, { passt: null }, 'host.tool-missing', /passt/],
  ['too much memory', { memory: '32GiB' }, {}, 'instance.too-much-memory', /32GiB/],
  ['a host without UEFI', { firmware: 'uefi' }, { firmware: { uefi: [], uBoot: false } }, 'host.no-firmware', /UEFI/],
  ['accel kvm without KVM', { accel: 'kvm' }, {}, 'host.no-kvm', /neither vmx nor svm/],
  ['the CPU model host without KVM', { cpus: { model: 'host' } }, {}, 'host.no-kvm', /the CPU model host needs it/],
  [
    'nested on a model of Intel without KVM',
    { nested: true, cpus: { model: 'Nehalem' } },
    {},
    'host.no-nested',
    /of AMD/,
  ],
]

for (const [what, spec, host, code, words] of lacking) {
  test(`${what} is refused`, () => {
    const verdict = verdictOf(spec, { host: { ...facts, ...host } })
    assert.ok(!verdict.ok)
    assert.equal(verdict.refusal.code, code)
    assert.match(verdict.refusal.message, words)
  })
}

test('passt is not missed where no nic needs it', () => {
  assert.ok(verdictOf({ nics: [{ network: 'isolated' }] }, { host: { ...facts, passt: null } }).ok)
  assert.ok(verdictOf({ nics: [] }, { host: { ...facts, passt: null } }).ok)
})

test('whatever was made can be started from the files that were made, with a MAC for each nic', () => {
  fc.assert(
    fc.property(arbitrarySpec, fc.boolean(), (spec, booted) => {
      const subject = subjectOf(spec, booted)
      const made = planCreate(subject, spec, debian, facts)
      const verdict = planStart(subject, debian, facts)
      if (!made.ok || !verdict.ok) return
      const files = made.plan.disks.map(({ file }) => file)
      const own = verdict.plan.disks.flatMap(({ source }) => (source.kind === 'own' ? [source.file] : []))
      assert.deepEqual(own, files)
      assert.ok(verdict.plan.nics.every(({ mac }) => /^52:54:00(:[0-9a-f]{2}){3}$/.test(mac)))
      assert.equal(verdict.plan.firmware === 'direct', verdict.plan.kernel !== null)
      assert.deepEqual(verdict.plan.bootOrder.toSorted(), [...new Set(verdict.plan.bootOrder)].toSorted())
    }),
  )
})
