import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { inspectFile } from '../../../../src/source/file/inspect-file.ts'

const encode = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

function withMark(mark: string, offset = 0): Uint8Array {
  const bytes = new Uint8Array(4096)
  bytes.set(encode(mark), offset)
  return bytes
}

function reasonFor(bytes: Uint8Array, wished?: 'qcow2' | 'raw'): string {
  const verdict = inspectFile(bytes, bytes.length, wished)
  return verdict.ok ? verdict.plan.format : verdict.refusal
}

test('a file without any mark is a raw disk, rounded up to whole sectors', () => {
  assert.deepEqual(inspectFile(new Uint8Array(1000), 1000, undefined), {
    ok: true,
    plan: { format: 'raw', virtualSizeBytes: 1024 },
  })
})

test('a raw file that begins as a qcow2 file does is refused, whoever says that it is raw', () => {
  assert.match(reasonFor(withMark('QFI\xfb'), 'raw'), /name the right format/)
})

test('a qcow2 file is recognised without being told', () => {
  assert.match(reasonFor(withMark('QFI\xfb')), /version 0/)
})

test('a file that is said to be qcow2 and is not is refused', () => {
  assert.match(reasonFor(new Uint8Array(4096), 'qcow2'), /was raw meant/)
})

const foreign: readonly (readonly [string, Uint8Array])[] = [
  ['vmdk', withMark('KDMV')],
  ['vmdk', withMark('# Disk DescriptorFile\n')],
  ['vdi', withMark('\x7f\x10\xda\xbe', 0x40)],
  ['vhdx', withMark('vhdxfile')],
  ['vhd', withMark('conectix')],
  ['qed', withMark('QED\0')],
  ['parallels', withMark('WithoutFreeSpace')],
  ['luks', withMark('LUKS\xba\xbe')],
]

for (const [format, bytes] of foreign) {
  test(`a ${format} file is refused by its name, also as raw`, () => {
    assert.match(reasonFor(bytes), new RegExp(`a ${format} file`))
    assert.match(reasonFor(bytes, 'raw'), new RegExp(`begins as a ${format} file`))
    assert.match(reasonFor(bytes, 'qcow2'), new RegExp(`begins as a ${format} file`))
  })
}

test('a packed file is to be unpacked first', () => {
  for (const mark of ['\x1f\x8b\x08', '\xfd7zXZ\0', '\x28\xb5\x2f\xfd', 'BZh9', 'PK\x03\x04'])
    assert.match(reasonFor(withMark(mark)), /unpack it first/)
  assert.match(reasonFor(withMark('ustar', 257)), /unpack it first/)
})

test('an empty file is refused', () => assert.match(reasonFor(new Uint8Array()), /empty/))

test('no bytes make it throw, and nothing with a qcow2 mark is ever taken as raw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(undefined, 'raw', 'qcow2'), (bytes, wished) => {
      inspectFile(bytes, bytes.length, wished)
      const marked = withMark('QFI\xfb')
      marked.set(bytes, 4)
      const verdict = inspectFile(marked, marked.length, wished)
      assert.ok(!verdict.ok || verdict.plan.format === 'qcow2')
    }),
  )
})
