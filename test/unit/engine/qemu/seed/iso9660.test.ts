import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isoImage } from '../../../../../src/engine/qemu/seed/iso9660.ts'
import { readMedium } from '../../../../support/read-medium.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const seed = [
  { name: 'meta-data', content: encode('{"instance-id":"one"}\n') },
  { name: 'network-config', content: encode('{}\n') },
  { name: 'user-data', content: encode(`#cloud-config\n${'x'.repeat(5000)}\n`) },
]

test('a medium has its files under all three kinds of names', () => {
  const medium = readMedium(isoImage('cidata', seed))
  assert.equal(medium.volume, 'cidata')
  const contents = seed.map(({ content }) => content)
  assert.deepEqual(medium.joliet, new Map(seed.map(({ name, content }) => [name, content])))
  assert.deepEqual(medium.rockRidge, new Map(seed.map(({ name, content }) => [name, content])))
  assert.deepEqual([...medium.plain.keys()], ['META_DAT.;1', 'NETWORK_.;1', 'USER_DAT.;1'])
  assert.deepEqual([...medium.plain.values()], contents)
})

test('the same files give the same bytes', () => {
  assert.deepEqual(isoImage('cidata', seed), isoImage('cidata', seed))
})

test('files of any size come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 6000 }), { maxLength: 8 }), (contents) => {
      const files = contents.map((content, index) => ({ name: `f${index}-of.several`, content }))
      const { rockRidge } = readMedium(isoImage('v', files))
      assert.deepEqual([...rockRidge.values()], contents)
    }),
  )
})

test('a name that does not fit is refused', () => {
  assert.throws(() => isoImage('cidata', [{ name: '../x', content: encode('') }]), RangeError)
  assert.throws(() => isoImage('a'.repeat(33), []), RangeError)
})
