import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findDebianMirror } from '../../../../../src/engine/qemu/host/apt-sources.ts'
import { hasSubordinateIds } from '../../../../../src/engine/qemu/host/subordinate-ids.ts'
import { isOlder } from '../../../../../src/engine/qemu/host/version.ts'

test('a range of subordinate users belongs to a name or a number, and must be large enough', () => {
  const file = 'root:100000:65536\n1000:165536:65536\nsmall:300000:1000\n'
  assert.ok(hasSubordinateIds(file, 'root', 0))
  assert.ok(hasSubordinateIds(file, 'anna', 1000))
  assert.ok(!hasSubordinateIds(file, 'small', 1001))
  assert.ok(!hasSubordinateIds(file, 'roo', 7))
})

test('a Debian mirror is found in both forms of apt sources, and not in comments or among other things', () => {
  assert.equal(
    findDebianMirror('# deb http://old.debian.org/debian x main\ndeb [a=b] http://m.example/debian bookworm main'),
    'http://m.example/debian',
  )
  assert.equal(
    findDebianMirror('Types: deb\nURIs: https://deb.debian.org/debian\nSuites: trixie'),
    'https://deb.debian.org/debian',
  )
  assert.equal(findDebianMirror('deb https://packages.example/apt stable main'), undefined)
})

test('a version is older by its numbers, not by its letters', () => {
  for (const [version, than, expected] of [
    ['7.2.22', '7.2', false],
    ['7.1.0', '7.2', true],
    ['10.0.2', '7.2', false],
    ['7', '7.2', true],
    ['unknown', '7.2', false],
  ] as const) {
    assert.equal(isOlder(version, than), expected, `${version} < ${than}`)
  }
})

test('no text of a host makes a parser throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      hasSubordinateIds(text, 'anna', 1000)
      findDebianMirror(text)
      isOlder(text, '7.2')
    }),
  )
})
