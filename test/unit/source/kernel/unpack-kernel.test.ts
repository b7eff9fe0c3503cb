import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { unpackKernel } from '../../../../src/source/kernel/unpack-kernel.ts'

/** A bzImage whose payload is one LZ4 block. */
function image(block: readonly number[], unpackedLength: number): Uint8Array {
  const bytes = new Uint8Array(1024 + 4 + 4 + block.length + 4)
  const view = new DataView(bytes.buffer)
  view.setUint8(0x1f1, 1)
  view.setUint32(0x202, 0x53726448, true)
  view.setUint32(0x248, 0, true)
  view.setUint32(0x24c, bytes.length - 1024, true)
  view.setUint32(1024, 0x184c2102, true)
  view.setUint32(1028, block.length, true)
  bytes.set(block, 1032)
  view.setUint32(bytes.length - 4, unpackedLength, true)
  return bytes
}

const elfMark = [0x7f, 0x45, 0x4c, 0x46]

test('unpacks literals and repetitions', () => {
  // Four literals; then eight bytes from four back, which repeats what it writes; then two literals.
  const block = [0x44, ...elfMark, 4, 0, 0x20, 9, 9]
  assert.deepEqual([...(unpackKernel(image(block, 14)) ?? [])], [...elfMark, ...elfMark, ...elfMark, 9, 9])
})

test('what is damaged, or packed otherwise, is not unpacked', () => {
  assert.equal(unpackKernel(new Uint8Array(2000)), undefined)
  assert.equal(unpackKernel(image([0x44, ...elfMark, 9, 0, 0], 12)), undefined, 'reaches before the beginning')
  assert.equal(unpackKernel(image([0x40, ...elfMark], 12)), undefined, 'is shorter than it says')
  assert.equal(unpackKernel(image([0x40, 1, 2, 3, 4], 4)), undefined, 'is no ELF file')
})

test('no block makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { maxLength: 64 }), fc.nat(300), (block, length) => {
      unpackKernel(image(block, length))
    }),
  )
})
