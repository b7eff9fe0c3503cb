import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { chooseUefi } from '../../../../../src/engine/qemu/firmware/choose.ts'
import type { Architecture } from '../../../../../src/model/architecture.ts'

async function choose(descriptors: readonly string[], architecture: Architecture = 'x86_64') {
  return await chooseUefi(descriptors, architecture, async () => true)
}

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
  test('is the first that boots anything and needs no secure mode, as in Debian 12', async () => {
    const debian = [
      descriptor('/ms.fd', ['acpi-s3', 'amd-sev', 'enrolled-keys', 'requires-smm', 'secure-boot']),
      descriptor('/secure.fd', ['acpi-s3', 'amd-sev', 'requires-smm', 'secure-boot']),
      descriptor('/plain.fd', ['acpi-s3', 'amd-sev', 'verbose-dynamic']),
      descriptor('/later.fd'),
    ]
    assert.deepEqual(await choose(debian), { code: '/plain.fd', variables: '/plain.fd.vars' })
  })

  test('is for this architecture and board, in two flash chips', async () => {
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
    assert.equal(await choose(unfit), undefined)
    assert.equal((await choose([...unfit, descriptor('/good.fd')]))?.code, '/good.fd')
  })

  test('is for the board of ARM where the guest is one of ARM', async () => {
    const arm = descriptor('/arm.fd', [], { targets: [{ architecture: 'aarch64', machines: ['virt-*'] }] })
    assert.equal((await choose([descriptor('/pc.fd'), arm], 'aarch64'))?.code, '/arm.fd')
    assert.equal(await choose([descriptor('/pc.fd'), arm], 'arm'), undefined)
    assert.equal(await choose([descriptor('/pc.fd'), arm], 'riscv64'), undefined)
  })

  test('is passed over when it is described and not there', async () => {
    const described = [descriptor('/gone.fd'), descriptor('/good.fd')]
    const found = await chooseUefi(described, 'x86_64', async (path) => !path.startsWith('/gone'))
    assert.equal(found?.code, '/good.fd')
  })

  test('is found beside any number of damaged descriptors', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), fc.json())), async (damaged) => {
        assert.equal((await choose([...damaged, descriptor('/good.fd')]))?.code, '/good.fd')
      }),
    )
  })
})
