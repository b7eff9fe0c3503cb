import { onesComplement } from './checksum.ts'
import { bigEndian } from './fields.ts'

export const vhdFooterBytes = 512

/** The footer of a vhd file, which growing ones have at their beginning, too. All big-endian. */
export type VhdFooter = {
  readonly type: 'fixed' | 'growing' | 'difference' | 'unknown'
  readonly sizeBytes: number
  readonly headerOffset: number
}

const types: Readonly<Record<number, VhdFooter['type']>> = { 2: 'fixed', 3: 'growing', 4: 'difference' }

/** The footer in a sector, or undefined when there is none or its sum is wrong. */
export function parseVhdFooter(sector: Uint8Array): VhdFooter | undefined {
  if (sector.length < vhdFooterBytes) return undefined
  const { u32, u64, ascii } = bigEndian(sector)
  if (ascii(0, 8) !== 'conectix' || u32(64) !== sumWithout(sector, 64)) return undefined
  return { type: types[u32(60)] ?? 'unknown', sizeBytes: u64(48), headerOffset: u64(16) }
}

/** The sum of a header, for which its own place counts as zero. */
export function sumWithout(header: Uint8Array, at: number): number {
  const copy = Uint8Array.from(header)
  copy.fill(0, at, at + 4)
  return onesComplement(copy)
}
