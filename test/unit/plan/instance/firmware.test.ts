import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceSpec, type InstanceSpecInput } from '../../../../src/model/spec.ts'
import { chooseFirmware } from '../../../../src/plan/instance/firmware.ts'
import type { ImageChoice } from '../../../../src/plan/instance/plan-create.ts'
import { imageChoice } from '../../../support/facts.ts'

const cdrom = '/a.iso'
const all = imageChoice(['direct', 'bios', 'uefi'])
const uefiOnly = imageChoice(['uefi'])
const directOnly = imageChoice(['direct'])

/** What an instance is booted with, by spec and image. */
const table: readonly [what: string, spec: InstanceSpecInput, image: ImageChoice | null, firmware: string][] = [
  ['the best that the image knows', {}, all, 'direct'],
  ['the only one that the image knows', {}, uefiOnly, 'uefi'],
  ['bios without an image', { disk: '1G' }, null, 'bios'],
  ['what is wished, without an image', { disk: '1G', firmware: 'uefi' }, null, 'uefi'],
  ['what is wished, when the image knows it', { firmware: 'uefi' }, all, 'uefi'],
  ['direct on microvm', { machine: 'microvm' }, all, 'direct'],
  ['a firmware that looks for a medium, when it boots from one once', { cdrom, boot: { once: 'cdrom' } }, all, 'bios'],
  ['a firmware that looks for the network', { boot: { order: ['network'] } }, all, 'bios'],
  ['bios for a medium, when the image knows only direct', { cdrom, boot: { order: ['cdrom'] } }, directOnly, 'bios'],
  ['what is wished, for a medium that may boot with it', { cdrom, firmware: 'bios' }, uefiOnly, 'bios'],
  ['the best of the image, although a medium lies in the drive', { cdrom }, all, 'direct'],
]

for (const [what, spec, image, firmware] of table) {
  test(`the firmware is ${what}`, () => {
    assert.deepEqual(
      chooseFirmware(specOf(spec, image), image, { arch: 'x86_64', machine: 'machine' in spec ? 'microvm' : 'q35' }),
      { ok: true, plan: firmware },
    )
  })
}

for (const [spec, image, words] of [
  [{ firmware: 'bios' }, uefiOnly, 'Image "debian:12" cannot be booted with firmware bios; it knows uefi.'],
  [{ machine: 'microvm' }, uefiOnly, 'Image "debian:12" cannot be booted with firmware direct; it knows uefi.'],
  [{ firmware: 'direct', cdrom }, uefiOnly, 'Image "debian:12" cannot be booted with firmware direct; it knows uefi.'],
] as const) {
  test(`${JSON.stringify(spec)} with an image that boots by ${image.manifest.boot.join()} is refused`, () => {
    const verdict = chooseFirmware(specOf(spec, image), image, {
      arch: 'x86_64',
      machine: 'machine' in spec ? 'microvm' : 'q35',
    })
    assert.ok(!verdict.ok)
    assert.equal(verdict.refusal.message, words)
  })
}

function specOf(spec: InstanceSpecInput, image: ImageChoice | null): InstanceSpec {
  return InstanceSpec.parse({ ...spec, ...(image && { image: image.name }) })
}
