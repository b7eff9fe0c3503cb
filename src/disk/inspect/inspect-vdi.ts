import type { DiskBytes } from './disk-bytes.ts'
import { type Fields, littleEndian } from './fields.ts'
import { cutOff, damaged, type Inspection, type Objection, objectToSize, type Reference, unfit } from './inspection.ts'

const headerBytes = 512
const mebibyte = 2 ** 20

/** Offsets of the header of version 1.1, all little-endian (QEMU, block/vdi.c). */
const at = {
  version: 0x44,
  mapOffset: 0x154,
  dataOffset: 0x158,
  sectorBytes: 0x168,
  diskBytes: 0x170,
  blockBytes: 0x178,
  blocks: 0x180,
  allocatedBlocks: 0x184,
  linkId: 0x1a8,
  parentId: 0x1b8,
} as const

/** Reads a disk of VirtualBox. One that stands on another disk (a difference of a snapshot) has the identity of that in it. */
export async function inspectVdi(file: DiskBytes): Promise<Inspection> {
  const head = await file.read(0, headerBytes)
  if (head.length < headerBytes) return unfit('vdi', cutOff('the header is not complete'))
  const fields = littleEndian(head)
  const version = fields.u32(at.version)
  if (version !== 0x1_0001) return unfit('vdi', { kind: 'format', reason: 'its version of vdi is not known here' })
  const virtualSizeBytes = fields.u64(at.diskBytes)
  return {
    format: 'vdi',
    virtualSizeBytes,
    refersTo: [...parentBy('linkId', fields), ...parentBy('parentId', fields)].slice(0, 1),
    isEncrypted: false,
    objections: [...objectToSize(virtualSizeBytes), ...objectToBlocks(fields, file.sizeBytes)],
  }
}

function parentBy(field: 'linkId' | 'parentId', { isZero }: Fields): readonly Reference[] {
  return isZero(at[field], 16) ? [] : [{ kind: 'parent', name: '' }]
}

function objectToBlocks({ u32, u64 }: Fields, fileBytes: number): readonly Objection[] {
  const [blocks, allocated] = [u32(at.blocks), u32(at.allocatedBlocks)]
  const [mapOffset, dataOffset] = [u32(at.mapOffset), u32(at.dataOffset)]
  const isShapeSound =
    u32(at.blockBytes) === mebibyte &&
    u32(at.sectorBytes) === 512 &&
    u64(at.diskBytes) <= blocks * mebibyte &&
    allocated <= blocks
  if (!isShapeSound) return [damaged('its blocks make no sense')]
  const isPlaceSound = [mapOffset, dataOffset].every((offset) => offset >= headerBytes && offset % 512 === 0)
  if (!isPlaceSound || mapOffset + blocks * 4 > dataOffset) return [damaged('its block map does not lie where it may')]
  return dataOffset + allocated * mebibyte > fileBytes ? [cutOff('its blocks lie beyond its end')] : []
}
