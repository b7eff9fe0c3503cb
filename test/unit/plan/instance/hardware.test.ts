import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Architecture } from '../../../../src/model/architecture.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { chooseHardware } from '../../../../src/plan/instance/hardware.ts'
import type { ImageChoice } from '../../../../src/plan/instance/plan-create.ts'
import { disklessChoice, facts } from '../../../support/facts.ts'

function imageOf(architecture: Architecture): ImageChoice {
  const choice = disklessChoice()
  return { ...choice, manifest: { ...choice.manifest, architecture } }
}

function hardwareFor(spec: InstanceSpecInput, image: ImageChoice | null, host = 'x86_64') {
  const whole = InstanceSpec.parse(image ? { ...spec, image: 'tiny' } : { ...spec, disk: '1GiB' })
  return chooseHardware(whole, image, { ...facts, architecture: host })
}

const chosen: readonly [string, InstanceSpecInput, Architecture | null, string, string, string][] = [
  ['the spec has the first word', { arch: 's390x' }, null, 'aarch64', 's390x', 's390-ccw-virtio'],
  ['then the image', {}, 'ppc64le', 'aarch64', 'ppc64le', 'pseries'],
  ['then a board that only one architecture has', { machine: 'pseries' }, null, 'x86_64', 'ppc64le', 'pseries'],
  ['then the host', {}, null, 'aarch64', 'aarch64', 'virt'],
  ['a board that several have is that of the host', { machine: 'virt' }, null, 'riscv64', 'riscv64', 'virt'],
  ['a 32-bit ARM calls itself otherwise', {}, null, 'armv7l', 'arm', 'virt'],
  ['a host that no guest is like gets PCs', {}, null, 'mips64', 'x86_64', 'q35'],
  ['the board can be another than the usual one', { machine: 'microvm' }, 'x86_64', 'x86_64', 'x86_64', 'microvm'],
]

for (const [what, spec, image, host, arch, machine] of chosen) {
  test(`hardware of a guest: ${what}`, () => {
    assert.deepEqual(hardwareFor(spec, image && imageOf(image), host), { ok: true, plan: { arch, machine } })
  })
}

const refused: readonly [InstanceSpecInput, Architecture | null, string, RegExp][] = [
  [{ arch: 'arm' }, 'aarch64', 'instance.image-architecture', /"tiny" is for aarch64, .* a guest of arm/],
  [{ machine: 'q35' }, 'aarch64', 'spec.invalid', /machine: guests of aarch64 have no machine q35; use virt/],
  [{ machine: 'virt' }, null, 'spec.invalid', /machine: guests of x86_64 have no machine virt; use q35 or microvm/],
  [{ iommu: 'intel' }, 'riscv64', 'spec.invalid', /iommu: only guests of x86_64/],
  [{ nics: [{ model: 'e1000e' }] }, 's390x', 'spec.invalid', /nics\[0\]\.model: e1000e is on the PCI bus/],
  [{ firmware: 'bios' }, 'ppc64le', 'spec.invalid', /firmware: .* no firmware bios; use board or direct/],
]

for (const [spec, image, code, words] of refused) {
  test(`${JSON.stringify(spec)} with ${image === null ? 'no image' : `an image for ${image}`} is refused`, () => {
    const verdict = hardwareFor(spec, image && imageOf(image))
    assert.ok(!verdict.ok)
    assert.equal(verdict.refusal.code, code)
    assert.match(verdict.refusal.message, words)
  })
}
