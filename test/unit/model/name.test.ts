import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { ImageDigest, ImageName, ImageReference, InstanceId, InstanceName } from '../../../src/model/name.ts'

const hex = 'a'.repeat(64)

const tables = [
  {
    what: 'the name of an instance',
    schema: InstanceName,
    good: ['web', 'a', 'web-1', 'w0', 'a'.repeat(63)],
    bad: ['', 'Web', '1web', '-web', 'web-', 'we_b', 'we.b', 'a'.repeat(64), 'web ', 'wéb', 'web\n', '../web'],
  },
  {
    what: 'the id of an instance',
    schema: InstanceId,
    good: ['a123456789'],
    bad: ['', 'a12345678', 'a1234567890', 'A123456789', 'a12345678/'],
  },
  {
    what: 'the digest of an image',
    schema: ImageDigest,
    good: [`sha256:${hex}`],
    bad: [hex, `sha256:${hex}0`, `sha256:${'A'.repeat(64)}`, `md5:${hex}`],
  },
  {
    what: 'the name of an image',
    schema: ImageName,
    good: ['debian', 'debian:12', 'my-image', 'a.b_c:1.0-rc1'],
    bad: ['', 'Debian', ':12', 'debian:', 'debian:12:1', `sha256:${hex}`, 'sha256:ab', 'a/b', '-a', 'a'.repeat(64)],
  },
  {
    what: 'a way to name an image',
    schema: ImageReference,
    good: ['debian', 'debian:12', 'sha256:abcd', `sha256:${hex}`],
    bad: ['', 'Debian', 'debian 12', 'debian@12', `sha256:${hex}0`],
  },
] as const

for (const { what, schema, good, bad } of tables) {
  for (const text of good) {
    test(`"${text.slice(0, 20)}" is ${what}`, () => assert.equal(schema.safeParse(text).success, true))
  }
  for (const text of bad) {
    test(`${JSON.stringify(text.slice(0, 20))} is not ${what}`, () =>
      assert.equal(schema.safeParse(text).success, false))
  }
}

test('a name that is taken is one that DNS, paths and sockets take', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', '0', '9', '-', '.', '/', ' ', '\n', ':', 'A') }),
      (text) => {
        if (InstanceName.safeParse(text).success) assert.match(text, /^[a-z][a-z0-9-]*$/)
      },
    ),
    { numRuns: 2000 },
  )
})
