import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { needsOf } from '../../../src/model/guest-needs.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'

const base = { disk: '64GiB', memory: '4GiB' } as const

describe('what a system needs', () => {
  test('Windows 11 gets a TPM and Secure Boot, unless the spec says otherwise', () => {
    assert.deepEqual(needsOf(InstanceSpec.parse({ ...base, os: 'windows-11' })), {
      tpm: true,
      secureBoot: true,
      windows: true,
    })
    const without = InstanceSpec.parse({ ...base, os: 'windows-11', tpm: false, secureBoot: false })
    assert.deepEqual(needsOf(without), { tpm: false, secureBoot: false, windows: true })
  })

  test('any guest may have them', () => {
    assert.deepEqual(needsOf(InstanceSpec.parse({ ...base, tpm: true })), {
      tpm: true,
      secureBoot: false,
      windows: false,
    })
  })

  const refused: readonly (readonly [string, object])[] = [
    ['Secure Boot with BIOS', { secureBoot: true, firmware: 'bios' }],
    ['Windows 11 with BIOS', { os: 'windows-11', firmware: 'bios' }],
    ['Windows on another processor', { os: 'windows-11', arch: 'riscv64' }],
    ['a TPM on a microvm', { tpm: true, machine: 'microvm', image: 'debian:12', disk: undefined }],
  ]
  for (const [what, spec] of refused) {
    test(`${what} is refused`, () => assert.equal(InstanceSpec.safeParse({ ...base, ...spec }).success, false))
  }
})
