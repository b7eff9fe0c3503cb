import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { chooseModules, type Module, moduleName, modulesDep } from '../../../../src/source/tiny/module-choice.ts'
import { moduleNeeds } from '../../../../src/source/tiny/module-needs.ts'

type Shape = { readonly is64: boolean; readonly isLittle: boolean }

/** The smallest ELF file with a section .modinfo. */
function elf(modinfo: string, { is64, isLittle }: Shape = { is64: true, isLittle: true }): Uint8Array {
  const names = '\0.modinfo\0.shstrtab\0'
  const [header, entry] = is64 ? [64, 64] : [52, 40]
  const bytes = new Uint8Array(header + names.length + modinfo.length + 3 * entry)
  const view = new DataView(bytes.buffer)
  const put = (text: string, at: number) =>
    bytes.set(
      Uint8Array.from(text, (c) => c.charCodeAt(0)),
      at,
    )
  const address = (at: number, value: number) =>
    is64 ? view.setBigUint64(at, BigInt(value), isLittle) : view.setUint32(at, value, isLittle)
  const table = header + names.length + modinfo.length
  put(`\x7fELF${is64 ? '\x02' : '\x01'}${isLittle ? '\x01' : '\x02'}`, 0)
  address(is64 ? 0x28 : 0x20, table)
  for (const [index, value] of [entry, 3, 2].entries())
    view.setUint16((is64 ? 0x3a : 0x2e) + 2 * index, value, isLittle)
  put(names, header)
  put(modinfo, header + names.length)
  const section = (index: number, name: number, offset: number, size: number) => {
    view.setUint32(table + index * entry, name, isLittle)
    address(table + index * entry + (is64 ? 0x18 : 0x10), offset)
    address(table + index * entry + (is64 ? 0x20 : 0x14), size)
  }
  section(1, 1, header + names.length, modinfo.length)
  section(2, 10, header, names.length)
  return bytes
}

test('so it is for every width and order of bytes', () => {
  for (const is64 of [true, false]) {
    for (const isLittle of [true, false]) {
      assert.deepEqual(moduleNeeds(elf('depends=virtio,virtio_ring\0', { is64, isLittle })), ['virtio', 'virtio_ring'])
    }
  }
})

test('modules that are packed have the same names', () => {
  assert.equal(moduleName('drivers/virtio/virtio-rng.ko.xz'), 'virtio_rng')
})

test('what a module needs is read from its section', () => {
  assert.deepEqual(moduleNeeds(elf('license=GPL\0depends=virtio,virtio_ring\0name=x\0')), ['virtio', 'virtio_ring'])
  assert.deepEqual(moduleNeeds(elf('depends=\0')), [])
  assert.equal(moduleNeeds(Uint8Array.of(1, 2, 3)), undefined)
})

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void moduleNeeds(bytes)))
  const change = fc.tuple(fc.integer({ min: 6, max: 300 }), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const bytes = elf('depends=a\0')
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
      moduleNeeds(bytes)
    }),
  )
})

const all = new Map<string, Module>(
  [
    { path: 'drivers/virtio_net.ko', needs: ['net_failover', 'virtio'] },
    { path: 'net/net_failover.ko', needs: ['failover'] },
    { path: 'net/failover.ko', needs: [] },
    { path: 'drivers/virtio.ko', needs: ['virtio_ring'] },
    { path: 'drivers/virtio_ring.ko', needs: [] },
    { path: 'drivers/virtio-rng.ko', needs: ['virtio'] },
  ].map((module) => [moduleName(module.path), module]),
)

test('modules come after what they need, each once, and those that are built in are left out', () => {
  const names = chooseModules(['virtio_net', 'virtio_rng', 'ext4'], all).map(({ path }) => moduleName(path))
  assert.deepEqual(names, ['failover', 'net_failover', 'virtio_ring', 'virtio', 'virtio_net', 'virtio_rng'])
})

test('a circle of needs ends', () => {
  const circle = new Map<string, Module>([
    ['a', { path: 'a.ko', needs: ['b'] }],
    ['b', { path: 'b.ko', needs: ['a'] }],
  ])
  assert.equal(chooseModules(['a'], circle).length, 2)
})

test('modules.dep lists all that must be loaded before, nearest first', () => {
  const text = modulesDep(chooseModules(['virtio_rng'], all))
  assert.equal(
    text,
    'drivers/virtio_ring.ko:\n' +
      'drivers/virtio.ko: drivers/virtio_ring.ko\n' +
      'drivers/virtio-rng.ko: drivers/virtio.ko drivers/virtio_ring.ko\n',
  )
})
