import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Layout, strokesOf } from '../../../src/web/screen/layouts.ts'

const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))

for (const layout of ['us', 'hr'] as const satisfies readonly Layout[]) {
  test(`every character of a command line has a key on the keyboard: ${layout}`, () => {
    const strokes = strokesOf(layout)
    assert.deepEqual(
      ascii.filter((character) => !strokes.has(character)),
      [],
    )
  })
}

test('Croatian letters are on the Croatian keyboard, where Y and Z have changed places', () => {
  const strokes = strokesOf('hr')
  for (const letter of 'čćžšđČĆŽŠĐ') assert.ok(strokes.has(letter), letter)
  assert.deepEqual(strokes.get('z'), { code: 'KeyY', held: [] })
  assert.deepEqual(strokes.get('@'), { code: 'KeyV', held: ['AltRight'] })
  assert.deepEqual(strokes.get('Č'), { code: 'Semicolon', held: ['ShiftLeft'] })
})
