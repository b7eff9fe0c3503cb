import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRoomTold } from '../../../../../src/engine/qemu/machine/translation-room.ts'

/** The begin of what QEMU 7.2 told of a guest for four processors, with 64 MiB for translated code. */
function told(bytes: number): string {
  return `Translation buffer state:
gen code size       ${bytes}/66945024
TB count            112943
TB avg target size  17 max=1721 bytes
TB avg host size    306 bytes (expansion ratio: 17.6)
`
}

test('a guest that has just begun to boot has room for all its processors', () => {
  for (const fitted of [1, 2, 3]) assert.ok(isRoomTold(told(4_000_000), { fitted, most: 4 }))
})

test('a guest whose boot has filled nearly all is given no processor, since QEMU would end', () => {
  assert.equal(isRoomTold(told(65_411_219), { fitted: 1, most: 4 }), false)
})

test('the more processors there are, the more must be free', () => {
  assert.ok(isRoomTold(told(50_000_000), { fitted: 1, most: 4 }))
  assert.equal(isRoomTold(told(56_000_000), { fitted: 3, most: 4 }), false)
})

test('a QEMU that no longer tells of its code is not waited for', () => {
  assert.ok(isRoomTold('', { fitted: 1, most: 4 }))
})

test('there is a free region for the new processor even when every other one takes another region first', () => {
  const sizes = fc.record({
    most: fc.integer({ min: 2, max: 100 }),
    some: fc.nat(98),
    filled: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(sizes, ({ most, some, filled }) => {
      const fitted = 1 + (some % (most - 1))
      // As QEMU divides what it is given (argv/machine.ts); of each region it keeps one KiB.
      const regions = most * 8
      const roomBytes = (64 + 16 * (most - 1)) * 2 ** 20 - regions * 1024
      const bytes = Math.floor(filled * roomBytes)
      const text = `gen code size       ${bytes}/${roomBytes}\n`
      const taken = fitted + Math.floor((bytes * regions) / roomBytes)
      assert.ok(taken + fitted + 1 <= regions || !isRoomTold(text, { fitted, most }))
    }),
  )
})
