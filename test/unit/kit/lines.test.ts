import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { lines } from '../../../src/kit/lines.ts'

test('lines are the same however the bytes were packed', async () => {
  const text = fc.array(fc.string({ unit: 'grapheme' })).map((parts) => parts.join('\n'))
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat({ max: 50 })), async (text, cuts) => {
      const expected = text.split('\n')
      if (expected.at(-1) === '') expected.pop()
      assert.deepEqual(await all(lines(packed(new TextEncoder().encode(text), cuts))), expected)
    }),
  )
})

test('a last line without its end is given too, an empty one is not', async () => {
  assert.deepEqual(await all(lines(packed(new TextEncoder().encode('a\n\nb'), []))), ['a', '', 'b'])
  assert.deepEqual(await all(lines(packed(new TextEncoder().encode('a\n'), []))), ['a'])
})

test('a character that was cut off at the end is shown as such, not lost', async () => {
  assert.deepEqual(await all(lines(packed(Uint8Array.of(0x61, 0xc3), []))), ['a\uFFFD'])
})

async function* packed(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length]
  for (const [index, start] of places.entries()) yield bytes.subarray(start, places[index + 1])
}

async function all(found: AsyncIterable<string>): Promise<readonly string[]> {
  const taken: string[] = []
  for await (const line of found) taken.push(line)
  return taken
}
