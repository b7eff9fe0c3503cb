import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeBootCode } from '../../../../src/source/disk/grub-boot-code.ts'

const boot = new Uint8Array(512).fill(7)
const core = new Uint8Array(1300).fill(8)

test('the boot code knows where the core image begins, and trusts the drive number', () => {
  const { mbr } = placeBootCode(boot, core, 2048)
  const view = new DataView(mbr.buffer)
  assert.equal(mbr.length, 440)
  assert.equal(view.getBigUint64(0x5c, true), 2048n)
  assert.equal(view.getUint16(0x66, true), 0x9090)
  assert.equal(mbr[0], 7)
})

test('the core image fills whole sectors and knows where the rest of it lies', () => {
  const placed = placeBootCode(boot, core, 2048).core
  const view = new DataView(placed.buffer)
  assert.equal(placed.length, 3 * 512)
  assert.equal(view.getBigUint64(500, true), 2049n)
  assert.equal(view.getUint16(508, true), 2)
  assert.equal(view.getUint16(510, true), 0x820)
  assert.equal(placed[1299], 8)
  assert.equal(placed[1300], 0)
})
