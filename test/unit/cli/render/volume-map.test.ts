import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mapText } from '../../../../src/cli/render/volume-map-text.ts'
import { inTree } from '../../../../src/cli/render/volume-text.ts'
import type { Volume } from '../../../../src/model/volume.ts'
import { assertGolden } from '../../../support/golden.ts'

const mebibyte = 2 ** 20

/** A disk made of stretches, one after the other. */
function disk(...stretches: readonly (readonly [megabytes: number, kind: 'data' | 'zero' | 'hole', depth?: number])[]) {
  let start = 0
  const extents = stretches.map(([megabytes, kind, depth = 0]) => {
    const extent = { start, length: megabytes * mebibyte, kind, depth }
    start += extent.length
    return extent
  })
  const dataBytes = extents.reduce((sum, { kind, length }) => sum + (kind === 'data' ? length : 0), 0)
  return { sizeBytes: start, dataBytes, extents, truncated: false }
}

test('a picture shows where data, zeros and nothing lie, and never hides a little data in much of nothing', () => {
  const large = disk([1, 'data'], [255, 'hole'], [1024, 'data'], [1024, 'zero'], [300, 'data', 1], [5588, 'hole'])
  const text = [mapText(large), mapText(disk([1, 'hole'], [2, 'data'], [5, 'hole'])), mapText(disk([1, 'hole']))].join(
    '\n',
  )
  assertGolden('cli/volume-map.txt', text)
})

test('a tree shows which volume stands on which', () => {
  const volume = (name: string, standsOn: string | null = null) => ({ name, standsOn }) as Volume
  const all = [
    volume('base'),
    volume('b', 'base'),
    volume('b1', 'b'),
    volume('b2', 'b'),
    volume('c', 'base'),
    volume('other'),
  ]
  const lines = inTree(all).map((row) => `${row.indent}${row.volume.name}`)
  assert.deepEqual(lines, ['base', '├─ b', '│  ├─ b1', '│  └─ b2', '└─ c', 'other'])
})
