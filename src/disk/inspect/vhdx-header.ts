import { crc32c } from './checksum.ts'
import type { DiskBytes } from './disk-bytes.ts'
import { littleEndian } from './fields.ts'
import { guidAt } from './guid.ts'

/** Two headers, of which the sound one with the higher number counts (MS-VHDX, 2.2.2). */
const headerOffsets = [64 * 1024, 128 * 1024] as const
const headerBytes = 4096
/** QEMU reads the first of the two region tables. */
const regionTable = { offset: 192 * 1024, bytes: 64 * 1024, mostEntries: 2047 } as const

export type VhdxHeader = { readonly version: number; readonly hasLog: boolean }

export type Region = {
  readonly id: string
  readonly offset: number
  readonly lengthBytes: number
  readonly isRequired: boolean
}

/** The header that counts, or undefined when both are damaged. */
export async function readVhdxHeader(file: DiskBytes): Promise<VhdxHeader | undefined> {
  const found = await Promise.all(headerOffsets.map((offset) => file.read(offset, headerBytes)))
  const sound = found.filter((bytes) => isSound(bytes, 'head', headerBytes)).map((bytes) => littleEndian(bytes))
  const newest = sound.toSorted((one, other) => other.u64(8) - one.u64(8))[0]
  return newest && { version: newest.u16(66), hasLog: !newest.isZero(48, 16) }
}

/** Where the parts of the file are, or undefined when the table of them is damaged. */
export async function readRegions(file: DiskBytes): Promise<readonly Region[] | undefined> {
  const bytes = await file.read(regionTable.offset, regionTable.bytes)
  if (!isSound(bytes, 'regi', regionTable.bytes)) return undefined
  const { u32, u64 } = littleEndian(bytes)
  const count = u32(8)
  if (count > regionTable.mostEntries) return undefined
  return Array.from({ length: count }, (_, index) => {
    const at = 16 + index * 32
    return {
      id: guidAt(bytes, at),
      offset: u64(at + 16),
      lengthBytes: u32(at + 24),
      isRequired: (u32(at + 28) & 1) === 1,
    }
  })
}

function isSound(bytes: Uint8Array, mark: string, lengthBytes: number): boolean {
  if (bytes.length < lengthBytes) return false
  const { u32, ascii } = littleEndian(bytes)
  const counted = Uint8Array.from(bytes).fill(0, 4, 8)
  return ascii(0, 4) === mark && u32(4) === crc32c(counted)
}
