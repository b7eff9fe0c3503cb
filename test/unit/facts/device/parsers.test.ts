import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cleanText } from '../../../../src/facts/clean-text.ts'
import { parseDefaultRoutes } from '../../../../src/facts/device/default-routes.ts'
import { hasSmmu } from '../../../../src/facts/device/io-remapping-table.ts'
import { pciNamesIn } from '../../../../src/facts/device/pci-names.ts'
import { parseLockable } from '../../../../src/facts/device/read-rights.ts'
import { parseMounts } from '../../../../src/facts/mounts.ts'

const zeros = '0'.repeat(32)

describe('default routes', () => {
  const head = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n'
  test('are those to everywhere, not those to a network, nor those that refuse', () => {
    const ipv4 = `${head}eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\neth1\t0001A8C0\t0\t0001\t0\t0\t0\t00FFFFFF\nhalf\t00000000\t0\t0001\t0\t0\t0\t00000080`
    const ipv6 = `${zeros} 00 ${zeros} 00 fe80 400 1 0 00000003 wlan0\n${zeros} 00 ${zeros} 00 ${zeros} ffffffff 1 0 00200200 dead0\nfe80${'0'.repeat(28)} 40 ${zeros} 00 ${zeros} 100 1 0 00000001 eth2`
    assert.deepEqual([...parseDefaultRoutes(ipv4, ipv6)], ['eth0', 'wlan0'])
  })
})

describe('the table of I/O remapping of Arm', () => {
  function table(...kinds: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(48 + kinds.length * 24)
    const view = new DataView(bytes.buffer)
    view.setUint32(36, kinds.length, true)
    view.setUint32(40, 48, true)
    for (const [index, kind] of kinds.entries()) {
      view.setUint8(48 + index * 24, kind)
      view.setUint16(49 + index * 24, 24, true)
    }
    return bytes
  }
  test('has an IOMMU in it, or only the interrupt controllers that every server has', () => {
    assert.ok(hasSmmu(table(0, 2, 4)))
    assert.ok(hasSmmu(table(3)))
    assert.ok(!hasSmmu(table(0, 2)))
    assert.ok(!hasSmmu(new Uint8Array()))
  })
  test('may be any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.equal(typeof hasSmmu(bytes), 'boolean')))
    const endless = table(0, 0, 0)
    new DataView(endless.buffer).setUint32(36, 0xffffffff, true)
    assert.ok(!hasSmmu(endless))
  })
})

describe('memory that may be pinned', () => {
  const limits = (soft: string) =>
    `Limit                     Soft Limit           Hard Limit\nMax locked memory         ${soft}        8388608      bytes\n`
  const status = (bits: string) => `Name:\tnode\nCapEff:\t${bits}\nCapBnd:\t000001ffffffffff\n`
  const table: readonly (readonly [string, string, number | null])[] = [
    [limits('65536'), status('0000000000000000'), 65_536],
    [limits('unlimited'), status('0000000000000000'), null],
    [limits('65536'), status('0000000000004000'), null],
    [limits('65536'), status('000001ffffffffff'), null],
    ['', '', 0],
  ]
  for (const [limit, capabilities, expected] of table) {
    test(`is ${expected ?? 'any amount'}`, () => assert.equal(parseLockable(limit, capabilities), expected))
  }
})

test('a list of names that ends in the middle is read as far as it goes', () => {
  const nameOf = pciNamesIn('8086  Intel Corporation\n\t10ed  82599 Ethern')
  assert.equal(nameOf('8086', '10ed'), 'Intel Corporation 82599 Ethern')
  assert.equal(nameOf('8086', '10fb'), 'Intel Corporation device 10fb')
  assert.equal(nameOf('1234', '10fb'), null)
  assert.equal(pciNamesIn('')('8086', '10ed'), null)
})

test('text of devices is on one line, bounded, and without what steers terminals', () => {
  assert.equal(cleanText('  a\n\tb\u0000\u001B[31mc\u200Fd  '), 'a b [31mc d')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const clean = cleanText(text)
      assert.ok(clean.length <= 100)
      assert.ok(!/[\p{Cc}\p{Cf}]/u.test(clean))
    }),
  )
})

test('a line with an empty field is no mount', () => assert.deepEqual(parseMounts('8086     -  '), []))

test('no text of a kernel makes a parser throw', () => {
  const words = fc.constantFrom(
    '\n',
    '\t',
    ' ',
    ' - ',
    '8:1',
    '/',
    '\\040',
    '\\777',
    '00000000',
    zeros,
    '8086  ',
    '0003',
    'x',
  )
  const text = fc.oneof(
    fc.array(words, { maxLength: 60 }).map((all) => all.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  )
  fc.assert(
    fc.property(text, text, (one, other) => {
      parseDefaultRoutes(one, other)
      parseLockable(one, other)
      pciNamesIn(one)('8086', '10ed')
      for (const { device, point } of parseMounts(one)) assert.ok(device.length > 0 && point.length > 0)
    }),
  )
})
