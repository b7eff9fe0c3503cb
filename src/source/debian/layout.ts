import { type Partition, partitionTypes, sectorBytes } from '../disk/gpt.ts'

const sectorsPerMib = 2 ** 20 / sectorBytes

/** 10 GiB, most of which takes no space. */
export const usualBytes = 10 * 2 ** 30

type Range = { readonly first: number; readonly sectors: number }

/** Where everything lies on a disk of this size, a whole number of MiB; root lies last, so that it can grow with the disk. */
export type Layout = {
  readonly diskSectors: number
  readonly biosBoot: Range
  readonly efiSystem: Range
  readonly root: Range
}

export function layoutOf(diskBytes: number): Layout {
  const diskSectors = diskBytes / sectorBytes
  return {
    diskSectors,
    biosBoot: { first: sectorsPerMib, sectors: 2 * sectorsPerMib },
    // FAT32 needs 65525 clusters, which are sectors here: 33 MiB at least.
    efiSystem: { first: 3 * sectorsPerMib, sectors: 45 * sectorsPerMib },
    root: { first: 48 * sectorsPerMib, sectors: diskSectors - 49 * sectorsPerMib },
  }
}

export const byteOffset = (range: Range): number => range.first * sectorBytes

/** Numbered as in Debian's own cloud images: root is 1. */
export function partitions({ root, biosBoot, efiSystem }: Layout, makeId: () => string): readonly Partition[] {
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
