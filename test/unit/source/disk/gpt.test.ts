import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import { partitionTable, partitionTypes } from '../../../../src/source/disk/gpt.ts'

const id = '00112233-4455-6677-8899-aabbccddeeff'
const sectors = 20_480
const table = partitionTable(id, sectors, [
  { number: 1, type: partitionTypes.rootX86, id, name: 'root', first: 4096, last: 18_431 },
  { number: 14, type: partitionTypes.biosBoot, id, name: 'bios', first: 2048, last: 4095 },
])

function checkHeader(header: Uint8Array, entries: Uint8Array, own: number, other: number): void {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  assert.equal(new TextDecoder().decode(header.subarray(0, 8)), 'EFI PART')
  assert.equal(Number(view.getBigUint64(24, true)), own)
  assert.equal(Number(view.getBigUint64(32, true)), other)
  assert.equal(Number(view.getBigUint64(40, true)), 34)
  assert.equal(Number(view.getBigUint64(48, true)), sectors - 34)
  assert.equal(view.getUint32(88, true), crc32(entries))
  const copy = header.slice(0, 92)
  copy.fill(0, 16, 20)
  assert.equal(view.getUint32(16, true), crc32(copy))
}

test('both tables have headers with right sums that name each other', () => {
  const entries = table.front.subarray(1024)
  checkHeader(table.front.subarray(512, 1024), entries, 1, sectors - 1)
  assert.deepEqual(table.back.subarray(0, 16_384), entries)
  checkHeader(table.back.subarray(16_384), entries, sectors - 1, 1)
  assert.equal(table.front.length, 34 * 512)
  assert.equal(table.back.length, 33 * 512)
})

test('an entry has its type and id in mixed byte order, its ends and its name', () => {
  const entry = table.front.subarray(1024, 1024 + 128)
  assert.equal(Buffer.from(entry.subarray(0, 16)).toString('hex'), 'e3bc684fcde8b14d96e7fbcaf984b709')
  assert.equal(Buffer.from(entry.subarray(16, 32)).toString('hex'), '33221100554477668899aabbccddeeff')
  const view = new DataView(entry.buffer, entry.byteOffset)
  assert.deepEqual([view.getBigUint64(32, true), view.getBigUint64(40, true)], [4096n, 18_431n])
  assert.equal(Buffer.from(entry.subarray(56, 64)).toString('utf16le'), 'root')
})

test('an old tool sees one partition over the whole disk', () => {
  const view = new DataView(table.front.buffer)
  assert.equal(table.front[450], 0xee)
  assert.equal(view.getUint32(458, true), sectors - 1)
  assert.equal(view.getUint16(510, true), 0xaa55)
})
