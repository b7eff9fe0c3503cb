import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { inspectDisk } from '../../../../src/disk/inspect/inspect-disk.ts'
import type { FileFormat } from '../../../../src/disk/inspect/inspection.ts'
import { objectionTo } from '../../../../src/disk/inspect/objection-to.ts'
import { bytesAsFile } from '../../../support/bytes-as-file.ts'

const formats = ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx', 'iso'] as const

function withMark(mark: string, offset = 0): Uint8Array {
  const bytes = new Uint8Array(65_536)
  bytes.set(Buffer.from(mark, 'latin1'), offset)
  return bytes
}

async function verdictOn(bytes: Uint8Array, declared?: FileFormat): Promise<string> {
  const found = await inspectDisk(bytesAsFile(bytes), declared)
  if (!found.ok) return found.refusal.reason
  return objectionTo(found.plan)?.reason ?? found.plan.format
}

test('a file without any mark is a raw disk, rounded up to whole sectors', async () => {
  const found = await inspectDisk(bytesAsFile(new Uint8Array(1000)), undefined)
  assert.ok(found.ok)
  assert.equal(found.plan.format, 'raw')
  assert.equal(found.plan.virtualSizeBytes, 1024)
})

test('a raw file that begins as a qcow2 file does is refused, whoever says that it is raw', async () => {
  assert.match(await verdictOn(withMark('QFI\xfb'), 'raw'), /said to be raw and is a qcow2 file/)
})

test('a file that is said to be of a format and is not is refused', async () => {
  for (const declared of ['qcow2', 'vmdk', 'vdi', 'vhd', 'vhdx'] as const)
    assert.match(await verdictOn(new Uint8Array(4096), declared), /was raw meant/)
})

const marks: readonly (readonly [FileFormat, Uint8Array])[] = [
  ['qcow2', withMark('QFI\xfb')],
  ['vmdk', withMark('KDMV')],
  ['vmdk', withMark('# Disk DescriptorFile\n')],
  ['vdi', withMark('\x7f\x10\xda\xbe', 0x40)],
  ['vhdx', withMark('vhdxfile')],
  ['vhd', withMark('conectix')],
]

for (const [format, bytes] of marks) {
  test(`a file with the mark of ${format} is never anything else`, async () => {
    for (const declared of formats.filter((other) => other !== format))
      assert.match(await verdictOn(bytes, declared), /name the right format/)
    assert.doesNotMatch(await verdictOn(bytes), /^raw$/)
  })
}

test('a file with two marks is refused, since two programs would see two disks', async () => {
  const bytes = withMark('QFI\xfb')
  bytes.set(Buffer.from('CD001'), 0x8001)
  for (const declared of [undefined, ...formats])
    assert.match(await verdictOn(bytes, declared), /more than one format \(qcow2, iso\)/)
})

test('formats that are not taken are told by their name', async () => {
  for (const [name, mark] of [
    ['qed', 'QED\0'],
    ['parallels', 'WithoutFreeSpace'],
    ['luks', 'LUKS\xba\xbe'],
  ] as const)
    assert.match(await verdictOn(withMark(mark)), new RegExp(`it is a ${name} file; this format is not taken`))
})

test('a packed file is to be unpacked first', async () => {
  for (const mark of ['\x1f\x8b\x08', '\xfd7zXZ\0', '\x28\xb5\x2f\xfd', 'BZh9', 'PK\x03\x04'])
    assert.match(await verdictOn(withMark(mark)), /unpack it first/)
  assert.match(await verdictOn(withMark('ustar', 257)), /unpack it first/)
})

test('a medium is told by its name', async () => {
  const medium = withMark('\x01CD001\x01', 0x8000)
  medium.set(Buffer.from('Debian 12.9 amd64 n'.padEnd(32)), 0x8000 + 40)
  new DataView(medium.buffer).setUint16(0x8000 + 128, 2048, true)
  const found = await inspectDisk(bytesAsFile(medium), undefined)
  assert.ok(found.ok)
  assert.equal(found.plan.format, 'iso')
  assert.equal(found.plan.volumeId, 'Debian 12.9 amd64 n')
})

test('names from a file are shown short and without anything that a terminal acts on', async () => {
  const text = `# Disk DescriptorFile\nRW 1 FLAT "\x1b]0;evil\x07${'x'.repeat(400)}" 0\n`
  const reason = await verdictOn(withMark(text))
  assert.match(reason, /extents, the first: \?\]0;evil\?x/)
  assert.ok(reason.length < 220)
})

test('no bytes make an inspector throw, and nothing with a mark is ever taken as raw', async () => {
  const edit = fc.tuple(fc.nat(1200), fc.uint8Array({ minLength: 1, maxLength: 8 }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...marks),
      fc.array(edit, { maxLength: 6 }),
      fc.nat(65_536),
      fc.option(fc.constantFrom(...formats), { nil: undefined }),
      async ([, marked], edits, length, declared) => {
        const bytes = Uint8Array.from(marked)
        for (const [at, values] of edits) bytes.set(values, at + 0x44)
        assert.notEqual(await verdictOn(bytes, 'raw'), 'raw')
        await verdictOn(bytes.subarray(0, length), declared)
      },
    ),
    { numRuns: 2000 },
  )
})
