import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { HostFacts } from '../../../../src/model/host/facts.ts'
import { InstanceId, InstanceName } from '../../../../src/model/name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { type ImageChoice, planCreate } from '../../../../src/plan/instance/plan-create.ts'
import { arbitrarySpec } from '../../../support/arbitrary-spec.ts'
import { disklessChoice, facts, imageChoice } from '../../../support/facts.ts'

const identity = { id: InstanceId.parse('a123456789'), name: InstanceName.parse('web'), uuid: 'u', macs: [] }
const debian = imageChoice()
const onImage = { digest: debian.digest, file: 'disk.qcow2', format: 'qcow2' }

function plan(spec: InstanceSpecInput, image: ImageChoice | null, host: HostFacts = facts) {
  return planCreate(identity, InstanceSpec.parse({ ...spec, ...(image && { image: image.name }) }), image, host)
}

function disksOf(spec: InstanceSpecInput, image: ImageChoice | null): unknown {
  const verdict = plan(spec, image)
  return verdict.ok ? verdict.plan.disks : verdict.refusal.message
}

test('the first disk stands on the image and has its size', () => {
  assert.deepEqual(disksOf({}, debian), [{ file: 'disk0.qcow2', sizeBytes: 2 ** 31, base: onImage }])
})

test('the first disk may be larger than the image', () => {
  assert.deepEqual(disksOf({ disk: '20GiB' }, debian), [
    { file: 'disk0.qcow2', sizeBytes: 20 * 2 ** 30, base: onImage },
  ])
})

test('without an image the first disk is empty', () => {
  assert.deepEqual(disksOf({ disk: '1GiB' }, null), [{ file: 'disk0.qcow2', sizeBytes: 2 ** 30, base: null }])
})

test('an image without a disk makes none, unless one is asked for', () => {
  assert.deepEqual(disksOf({}, disklessChoice()), [])
  assert.deepEqual(disksOf({ disk: '1GiB' }, disklessChoice()), [
    { file: 'disk0.qcow2', sizeBytes: 2 ** 30, base: null },
  ])
})

test('new disks are made under their number, files of the user are not', () => {
  const disks: InstanceSpecInput['disks'] = [{ size: '1GiB' }, { file: '/a.raw', format: 'raw' }, { size: '2GiB' }]
  assert.deepEqual(disksOf({ disks }, debian), [
    { file: 'disk0.qcow2', sizeBytes: 2 ** 31, base: onImage },
    { file: 'disk1.qcow2', sizeBytes: 2 ** 30, base: null },
    { file: 'disk3.qcow2', sizeBytes: 2 ** 31, base: null },
  ])
})

test('only UEFI needs variables of its own', () => {
  const nvram = (spec: InstanceSpecInput) => {
    const verdict = plan(spec, debian)
    return verdict.ok && verdict.plan.nvram
  }
  assert.deepEqual([nvram({}), nvram({ firmware: 'bios' }), nvram({ firmware: 'uefi' })], [false, false, true])
})

const withoutUefi: HostFacts = { ...facts, firmware: { uefi: [], uBoot: false } }

for (const [what, spec, host, code, words] of [
  ['more memory than the host has', { memory: '17GiB' }, facts, 'instance.too-much-memory', /^17GiB .* \(16GiB\)/],
  ['a disk smaller than the image', { disk: '1GiB' }, facts, 'instance.disk-too-small', /1GiB is smaller .* \(2GiB\)/],
  ['UEFI on a host without it', { firmware: 'uefi' }, withoutUefi, 'host.no-firmware', /UEFI/],
] as const) {
  test(`${what} is refused`, () => {
    const verdict = plan(spec, debian, host)
    assert.ok(!verdict.ok)
    assert.equal(verdict.refusal.code, code)
    assert.match(verdict.refusal.message, words)
  })
}

test('a firmware that the image does not know is refused', () => {
  const verdict = plan({ firmware: 'bios' }, imageChoice(['uefi']))
  assert.ok(!verdict.ok && verdict.refusal.code === 'instance.firmware-mismatch')
})

test('whatever the spec, a plan makes each file once and nothing smaller than the image', () => {
  fc.assert(
    fc.property(arbitrarySpec, fc.constantFrom(debian, imageChoice(['bios'])), (spec, image) => {
      const verdict = planCreate(identity, spec, image, facts)
      if (!verdict.ok) return
      const { disks } = verdict.plan
      assert.equal(new Set(disks.map(({ file }) => file)).size, disks.length)
      assert.ok((disks[0]?.sizeBytes ?? 0) >= image.manifest.virtualSizeBytes)
      assert.ok(disks.every(({ file }) => /^disk\d+\.qcow2$/.test(file)))
    }),
  )
})
