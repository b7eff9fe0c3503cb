import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { nearest } from '../../../src/kit/nearest.ts'

const words = ['memory', 'cpus', 'cdrom', 'disk', 'disks', 'nics', 'boot']

for (const [word, meant] of [
  ['memry', 'memory'],
  ['memroy', 'memory'],
  ['MEMORY', 'memory'],
  ['mmory', 'memory'],
  ['memoryy', 'memory'],
  ['cpu', 'cpus'],
  ['cdorm', 'cdrom'],
  ['disc', 'disk'],
  ['xyz', undefined],
  ['', undefined],
  ['remember', undefined],
] as const) {
  test(`"${word}" means ${meant ?? 'nothing that is known'}`, () => assert.equal(nearest(word, words), meant))
}

test('without candidates nothing is meant', () => assert.equal(nearest('memory', []), undefined))

test('a word means itself, whatever else there is', () => {
  fc.assert(fc.property(fc.constantFrom(...words), (word) => assert.equal(nearest(word, words), word)))
})

test('a word of a megabyte is answered at once', () => {
  assert.equal(nearest('m'.repeat(2 ** 20), words), undefined)
})
