import type { DiskBytes } from '../inspect/disk-bytes.ts'
import { littleEndian } from '../inspect/fields.ts'

/** A stretch of a disk that may have a file system. */
export type Part = { readonly start: number; readonly length: number }

const mostParts = 128
/** Types of DOS partitions that hold others (extended). */
const extendedTypes: ReadonlySet<number> = new Set([0x05, 0x0f, 0x85])

/** The partitions of a disk by its GPT, else by its DOS table; without any the whole disk is one. */
export async function readPartitions(disk: DiskBytes): Promise<readonly Part[]> {
  for (const sector of [512, 4096]) {
    const found = await readGpt(disk, sector)
    if (found.length > 0) return inside(disk, found)
  }
  const found = await readDos(disk)
  return found.length > 0 ? inside(disk, found) : [{ start: 0, length: disk.sizeBytes }]
}

/** UEFI specification, 5.3: the header in the second sector, and entries of 128 bytes or more. */
async function readGpt(disk: DiskBytes, sector: number): Promise<readonly Part[]> {
  const header = littleEndian(await disk.read(sector, 92))
  if (header.lengthBytes < 92 || header.ascii(0, 8) !== 'EFI PART') return []
  const [count, size] = [Math.min(header.u32(80), mostParts), header.u32(84)]
  if (size < 128 || size > 4096) return []
  const entries = littleEndian(await disk.read(header.u64(72) * sector, count * size))
  const parts: Part[] = []
  for (let at = 0; at + 48 <= entries.lengthBytes; at += size) {
    if (entries.isZero(at, 16)) continue
    const [first, last] = [entries.u64(at + 32), entries.u64(at + 40)]
    parts.push({ start: first * sector, length: (last - first + 1) * sector })
  }
  return parts
}

type Entry = Part & { readonly type: number }

/** Four entries at 446 of the first sector; an extended one leads to a chain of such sectors, whose places count from it. */
async function readDos(disk: DiskBytes): Promise<readonly Part[]> {
  const first = await dosEntries(disk, 0)
  const parts = first.filter(({ type }) => !extendedTypes.has(type))
  const extended = first.find(({ type }) => extendedTypes.has(type))
  return extended === undefined ? parts : [...parts, ...(await logicalParts(disk, extended.start))]
}

async function logicalParts(disk: DiskBytes, extendedStart: number): Promise<readonly Part[]> {
  const parts: Part[] = []
  let here: number | undefined = extendedStart
  for (let left = mostParts; here !== undefined && left > 0; left--) {
    const entries: readonly Entry[] = await dosEntries(disk, here)
    const own = entries.find(({ type }) => !extendedTypes.has(type))
    if (own) parts.push({ start: here + own.start, length: own.length })
    const link = entries.find(({ type }) => extendedTypes.has(type))
    here = link && extendedStart + link.start
  }
  return parts
}

async function dosEntries(disk: DiskBytes, at: number): Promise<readonly Entry[]> {
  const sector = littleEndian(await disk.read(at, 512))
  if (sector.lengthBytes < 512 || sector.u16(510) !== 0xaa55) return []
  return [446, 462, 478, 494]
    .map((entry) => ({
      type: sector.u8(entry + 4),
      start: sector.u32(entry + 8) * 512,
      length: sector.u32(entry + 12) * 512,
    }))
    .filter(({ type, start, length }) => type !== 0 && start > 0 && length > 0)
}

function inside({ sizeBytes }: DiskBytes, parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ start, length }) => start > 0 && length > 0 && start < sizeBytes)
}
