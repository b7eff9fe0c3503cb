import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Size } from '../../../src/model/size.ts'

for (const [input, bytes] of [
  ['2GiB', 2 ** 31],
  ['512m', 512 * 2 ** 20],
  [0, 0],
  [4096, 4096],
] as const) {
  test(`${JSON.stringify(input)} is ${bytes} bytes`, () => assert.equal(Size.parse(input), bytes))
}

for (const [input, message] of [
  ['2', /"2" is not a size with a unit .*; did you mean 2GiB\?/],
  ['512', /did you mean 512MiB\?/],
  ['2.5', /did you mean 2\.5GiB\?/],
  ['2 gigs', /"2 gigs" is not a size with a unit \(KiB, MiB/],
  ['-1G', /is not a size/],
] as const) {
  test(`"${input}" is refused with what to write`, () => {
    assert.match(Size.safeParse(input).error?.issues[0]?.message ?? '', message)
  })
}

for (const input of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, null, true, [], {}]) {
  test(`${JSON.stringify(input)} (${typeof input}) is no size`, () =>
    assert.equal(Size.safeParse(input).success, false))
}
