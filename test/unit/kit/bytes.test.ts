import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { formatBytes, formatBytesExactly, parseBytes } from '../../../src/kit/bytes.ts'

const sizes: readonly [text: string, bytes: number | undefined][] = [
  ['0B', 0],
  ['512B', 512],
  ['1K', 1024],
  ['1KiB', 1024],
  ['1KB', 1000],
  ['512M', 512 * 2 ** 20],
  ['512MB', 512e6],
  ['2GiB', 2 ** 31],
  ['2Gi', 2 ** 31],
  ['2gib', 2 ** 31],
  ['2g', 2 ** 31],
  ['10GB', 1e10],
  ['1.5 TB', 1.5e12],
  ['1.5TiB', 1.5 * 2 ** 40],
  ['  2 GiB  ', 2 ** 31],
  ['0.3KiB', 307],
  ['', undefined],
  ['2', undefined],
  ['GiB', undefined],
  ['-2GiB', undefined],
  ['2 Gi B', undefined],
  ['2GiBs', undefined],
  ['2iB', undefined],
  ['1e3K', undefined],
  ['0x10K', undefined],
  ['.5G', undefined],
  ['2,5G', undefined],
  ['2PiB', undefined],
  ['8191TiB', 8191 * 2 ** 40],
  ['8192TiB', undefined],
  ['9'.repeat(400) + 'B', undefined],
]

for (const [text, bytes] of sizes) {
  test(`"${text.slice(0, 20)}" is ${bytes ?? 'no size'}`, () => assert.equal(parseBytes(text), bytes))
}

const shown: readonly [bytes: number, text: string][] = [
  [0, '0B'],
  [1023, '1023B'],
  [1024, '1KiB'],
  [1536, '1.5KiB'],
  [2 ** 20 - 1, '1MiB'],
  [1000 * 2 ** 20, '1000MiB'],
  [2 ** 31, '2GiB'],
  [2 ** 31 + 12345, '2GiB'],
  [2 ** 50, '1024TiB'],
]

for (const [bytes, text] of shown) {
  test(`${bytes} bytes are shown as ${text}`, () => assert.equal(formatBytes(bytes), text))
}

test('a size that was shown exactly is read back to the byte', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (bytes) => {
      assert.equal(parseBytes(formatBytesExactly(bytes)), bytes)
    }),
  )
  assert.equal(formatBytesExactly(1536 * 2 ** 20), '1536MiB')
  assert.equal(formatBytesExactly(2 ** 31), '2GiB')
})

test('a size for people is off by at most a twentieth of its unit and never says 1024 of a smaller one', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 49 }), (bytes) => {
      const text = formatBytes(bytes)
      const read = parseBytes(text) ?? Number.NaN
      assert.ok(Math.abs(read - bytes) <= 0.051 * Math.max(1, bytes), text)
      assert.ok(!/^1024(?!TiB)/.test(text), text)
    }),
  )
})

test('no text makes the reader of sizes throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseBytes(text)))
})
