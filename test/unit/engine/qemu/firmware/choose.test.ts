import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { chooseUefi } from '../../../../../src/engine/qemu/firmware/choose.ts'

type Changes = { readonly [key: string]: unknown }

function descriptor(code: string, features: readonly string[] = ['acpi-s3'], changes: Changes = {}): string {
  return JSON.stringify({
    description: 'UEFI firmware',
    'interface-types': ['uefi'],
    mapping: {
      device: 'flash',
      executable: { filename: code, format: 'raw' },
      'nvram-template': { filename: `${code}.vars`, format: 'raw' },
    },
    targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] }],
    features,
    tags: [],
    ...changes,
  })
}

describe('the UEFI firmware', () => {
  test('is the first that boots anything and needs no secure mode, as in Debian 12', () => {
    const debian = [
      descriptor('/ms.fd', ['acpi-s3', 'amd-sev', 'enrolled-keys', 'requires-smm', 'secure-boot']),
      descriptor('/secure.fd', ['acpi-s3', 'amd-sev', 'requires-smm', 'secure-boot']),
      descriptor('/plain.fd', ['acpi-s3', 'amd-sev', 'verbose-dynamic']),
      descriptor('/later.fd'),
    ]
    assert.deepEqual(chooseUefi(debian, 'x86_64'), { code: '/plain.fd', variables: '/plain.fd.vars' })
  })

  test('is for this architecture and board, in two flash chips', () => {
    const unfit = [
      descriptor('/arm.fd', [], { targets: [{ architecture: 'aarch64', machines: ['virt-*'] }] }),
      descriptor('/pc.fd', [], { targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*'] }] }),
      descriptor('/bios.fd', [], { 'interface-types': ['bios'] }),
      descriptor('/memory.fd', [], { mapping: { device: 'memory', filename: '/memory.fd' } }),
      descriptor('/qcow2.fd', [], {
        mapping: {
          device: 'flash',
          executable: { filename: '/qcow2.fd', format: 'qcow2' },
          'nvram-template': { filename: '/v', format: 'qcow2' },
        },
      }),
    ]
    assert.equal(chooseUefi(unfit, 'x86_64'), undefined)
    assert.equal(chooseUefi([...unfit, descriptor('/good.fd')], 'x86_64')?.code, '/good.fd')
  })

  test('is found beside any number of damaged descriptors', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (damaged) => {
        assert.equal(chooseUefi([...damaged, descriptor('/good.fd')], 'x86_64')?.code, '/good.fd')
      }),
    )
  })
})
