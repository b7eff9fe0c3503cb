import { littleEndian } from './fields.ts'

/** The header of a sparse vmdk file (Virtual Disk Format 5.0, SparseExtentHeader), unchecked. Places and sizes are in sectors. */
export type VmdkHeader = {
  readonly version: number
  readonly flags: number
  readonly capacity: number
  readonly grain: number
  readonly descriptorAt: number
  readonly descriptorSectors: number
  readonly entriesPerTable: number
  readonly spareDirectoryAt: number
  readonly directoryAt: number
  /** The place of the directory stands in the footer. */
  readonly isAtEnd: boolean
  readonly overhead: number
  /** 0 is none, 1 is deflate. */
  readonly compression: number
}

export const vmdkHeaderBytes = 512
export const sectorBytes = 512

/** The header in a sector that begins with `KDMV`. */
export function parseVmdkHeader(sector: Uint8Array): VmdkHeader {
  const { u16, u32, u64 } = littleEndian(sector)
  return {
    version: u32(4),
    flags: u32(8),
    capacity: u64(12),
    grain: u64(20),
    descriptorAt: u64(28),
    descriptorSectors: u64(36),
    entriesPerTable: u32(44),
    spareDirectoryAt: u64(48),
    directoryAt: u64(56),
    isAtEnd: sector.subarray(56, 64).every((byte) => byte === 0xff),
    overhead: u64(64),
    compression: u16(77),
  }
}
