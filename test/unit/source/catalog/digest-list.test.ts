import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { newest, parseDigestList } from '../../../../src/source/catalog/digest-list.ts'

const a = 'a'.repeat(64)
const b = 'b'.repeat(128)

test('lists of sha256sum, of BSD, and a digest alone are understood', () => {
  const text = `# Fedora\n${a}  one.iso\n${a} *./sub/two.iso\nSHA512 (three four.iso) = ${b.toUpperCase()}\n${b}\nnonsense\n`
  assert.deepEqual(parseDigestList(text, 'only.qcow2'), [
    { name: 'one.iso', digest: { algorithm: 'sha256', hex: a } },
    { name: 'two.iso', digest: { algorithm: 'sha256', hex: a } },
    { name: 'three four.iso', digest: { algorithm: 'sha512', hex: b } },
    { name: 'only.qcow2', digest: { algorithm: 'sha512', hex: b } },
  ])
})

test('a digest of a length that no digest has is passed over', () => {
  assert.deepEqual(parseDigestList(`${'a'.repeat(63)}  x\n${'a'.repeat(100)}  y\n`, 'z'), [])
})

test('of several files that a name may mean, the one with the highest numbers is meant', () => {
  const names = [
    'debian-12.9.0-amd64-netinst.iso',
    'debian-12.11.0-amd64-netinst.iso',
    'debian-mac-12.12.0-amd64-netinst.iso',
    'debian-12.12.0-arm64-netinst.iso',
    'debian-12.12.0-amd64-netinstXiso',
  ]
  const files = parseDigestList(names.map((name) => `${a}  ${name}`).join('\n'), '')
  assert.equal(newest(files, 'debian-12.*-amd64-netinst.iso')?.name, names[1])
  assert.equal(newest(files, 'debian-11.*-amd64-netinst.iso'), undefined)
})

test('nothing in a list makes it throw', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (text, only) => void newest(parseDigestList(text, only), only)))
})
