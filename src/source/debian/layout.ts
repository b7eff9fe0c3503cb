import { type Partition, partitionTypes, sectorBytes } from '../disk/gpt.ts'

const sectorsPerMib = 2 ** 20 / sectorBytes

/** 10 GiB, most of which takes no space; root lies last, so that it can grow with the disk. */
export const diskSectors = 10 * 1024 * sectorsPerMib

type Range = { readonly first: number; readonly sectors: number }

export const biosBoot: Range = { first: sectorsPerMib, sectors: 2 * sectorsPerMib }
/** FAT32 needs 65525 clusters, which are sectors here: 33 MiB at least. */
export const efiSystem: Range = { first: 3 * sectorsPerMib, sectors: 45 * sectorsPerMib }
export const root: Range = { first: 48 * sectorsPerMib, sectors: diskSectors - 49 * sectorsPerMib }

export const byteOffset = (range: Range): number => range.first * sectorBytes

/** Numbered as in Debian's own cloud images: root is 1. */
export function partitions(makeId: () => string): readonly Partition[] {
  const part = (number: number, type: string, name: string, range: Range): Partition => {
    const last = range.first + range.sectors - 1
    return { number, type, name, id: makeId(), first: range.first, last }
  }
  return [
    part(1, partitionTypes.rootX86, 'root', root),
    part(14, partitionTypes.biosBoot, 'bios', biosBoot),
    part(15, partitionTypes.efiSystem, 'efi', efiSystem),
  ]
}
