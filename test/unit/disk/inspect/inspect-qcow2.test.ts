import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { inspectQcow2 } from '../../../../src/disk/inspect/inspect-qcow2.ts'
import { objectionTo } from '../../../../src/disk/inspect/objection-to.ts'
import { bytesAsFile } from '../../../support/bytes-as-file.ts'

const cluster = 65_536

/** A sound version 3 header for a disk of 1 GiB in a file of 16 clusters, with fields replaced. */
function header(change: (view: DataView) => void = () => undefined): Uint8Array {
  const bytes = new Uint8Array(cluster)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x514649fb)
  view.setUint32(4, 3)
  view.setUint32(20, 16)
  view.setBigUint64(24, 2n ** 30n)
  view.setUint32(36, 2)
  view.setBigUint64(40, BigInt(3 * cluster))
  view.setBigUint64(48, BigInt(cluster))
  view.setUint32(56, 1)
  view.setUint32(96, 4)
  view.setUint32(100, 112)
  change(view)
  return bytes
}

const inspect = (head: Uint8Array, fileBytes = 16 * cluster) => inspectQcow2(bytesAsFile(head, fileBytes))

async function reasonFor(head: Uint8Array, fileBytes?: number): Promise<string> {
  return objectionTo(await inspect(head, fileBytes))?.reason ?? 'fine'
}

test('a file that stands alone is taken with the size of its disk', async () => {
  const found = await inspect(header())
  assert.deepEqual(found, {
    format: 'qcow2',
    virtualSizeBytes: 2 ** 30,
    refersTo: [],
    isEncrypted: false,
    objections: [],
  })
})

test('tells what a file stands on, for those who know the other file', async () => {
  const named = header((view) => {
    view.setBigUint64(8, 4096n)
    view.setUint32(16, 9)
    view.setUint32(112, 0xe2792aca)
    view.setUint32(116, 3)
    new Uint8Array(view.buffer).set(new TextEncoder().encode('raw'), 120)
    new Uint8Array(view.buffer).set(new TextEncoder().encode('/base.img'), 4096)
  })
  const { refersTo, objections } = await inspect(named)
  assert.deepEqual(refersTo, [{ kind: 'backing-file', name: '/base.img', format: 'raw' }])
  assert.deepEqual(objections, [])
})

const u32 = (at: number, value: number) => (view: DataView) => view.setUint32(at, value)
const u64 = (at: number, value: bigint) => (view: DataView) => view.setBigUint64(at, value)
const both = (a: (view: DataView) => void, b: (view: DataView) => void) => (view: DataView) => {
  a(view)
  b(view)
}

const refusals: readonly (readonly [what: string, change: (view: DataView) => void, reason: RegExp])[] = [
  ['a backing file', both(u64(8, 512n), u32(16, 11)), /backing file/],
  ['a length of a backing file name alone', u32(16, 11), /backing file/],
  ['an external data file', u64(72, 4n), /external data file/],
  ['the name of an external data file', u32(112, 0x44415441), /external data file/],
  ['the mark of corruption', u64(72, 2n), /corrupt/],
  ['an unknown incompatible feature', u64(72, 32n), /not known/],
  ['the highest incompatible feature', u64(72, 1n << 63n), /not known/],
  ['old encryption', u32(32, 1), /encrypted/],
  ['LUKS encryption', u32(112, 0x0537be77), /encrypted/],
  ['version 1', u32(4, 1), /version 1/],
  ['version 9', u32(4, 9), /version 9/],
  ['clusters of one byte', u32(20, 0), /cluster size/],
  ['clusters of 2 GiB', u32(20, 31), /cluster size/],
  ['clusters of 2^63 bytes', u32(20, 63), /cluster size/],
  ['a header without length', u32(100, 0), /length of its header/],
  ['a header longer than a cluster', u32(100, 2 ** 31), /length of its header/],
  ['a header of odd length', u32(100, 109), /length of its header/],
  ['an empty disk', u64(24, 0n), /empty/],
  ['a disk of 8 EiB', u64(24, 2n ** 63n), /larger than/],
  ['a negative size', u64(24, 2n ** 64n - 1n), /larger than/],
  ['reference counts of 128 bits', u32(96, 7), /reference counts/],
  ['an unknown compression', both(u64(72, 8n), (view) => view.setUint8(104, 2)), /compression/],
  ['an L1 table that is too small', u32(36, 1), /L1 table/],
  ['an L1 table that is too large', u32(36, 2 ** 31), /L1 table/],
  ['an L1 table over the header', u64(40, 0n), /where they may/],
  ['an L1 table beside a cluster', u64(40, BigInt(3 * cluster + 8)), /where they may/],
  ['an L1 table beyond the end', u64(40, BigInt(16 * cluster)), /cut off/],
  ['no refcount table', u32(56, 0), /refcount table/],
  ['a huge refcount table', u32(56, 2 ** 31), /refcount table/],
  ['a refcount table beyond the end', u64(48, BigInt(99 * cluster)), /cut off/],
  ['too many snapshots', u32(60, 65_537), /snapshots/],
  ['snapshots beyond the end', both(u32(60, 1), u64(64, BigInt(99 * cluster))), /cut off/],
  ['an endless extension', both(u32(112, 0x6803f857), u32(116, 0xffff_ffff)), /extension/],
]

for (const [what, change, reason] of refusals) {
  test(`refuses ${what}`, async () => assert.match(await reasonFor(header(change)), reason))
}

test('takes what does no harm: dirty, zstd, extended L2 entries, unknown extensions', async () => {
  assert.equal(await reasonFor(header(u64(72, 1n))), 'fine')
  assert.equal(await reasonFor(header(both(u64(72, 8n), (view) => view.setUint8(104, 1)))), 'fine')
  assert.equal(await reasonFor(header(both(u64(72, 16n), u32(36, 4)))), 'fine')
  assert.equal(await reasonFor(header(both(u32(112, 0x6803f857), u32(116, 48)))), 'fine')
})

test('refuses a header that was cut off anywhere', async () => {
  for (const length of [0, 1, 3, 4, 71, 72, 103])
    assert.notEqual(await reasonFor(header().subarray(0, length), length), 'fine')
})

test('no bytes make it throw, and what it takes has no backing file', async () => {
  const field = fc.tuple(fc.integer({ min: 0, max: 143 }), fc.integer({ min: 0, max: 255 }))
  await fc.assert(
    fc.asyncProperty(fc.array(field, { maxLength: 12 }), fc.nat(20 * cluster), async (changes, fileBytes) => {
      const head = header()
      for (const [at, value] of changes) head[at] = value
      const found = await inspectQcow2(bytesAsFile(head.subarray(0, fileBytes), fileBytes))
      if (objectionTo(found) !== undefined) return
      const view = new DataView(head.buffer)
      assert.equal(view.getBigUint64(8), 0n)
      assert.ok(found.virtualSizeBytes > 0)
      assert.equal(view.getUint32(4) === 3 && (view.getBigUint64(72) & ~25n) !== 0n, false)
    }),
    { numRuns: 2000 },
  )
})
