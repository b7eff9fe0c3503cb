import { type Edit, edited, little, text } from './edit.ts'
import type { Row } from './row.ts'

/** Offsets of the header of a sparse file (Virtual Disk Format 5.0). */
const at = {
  version: 4,
  capacity: 12,
  grain: 20,
  descriptorAt: 28,
  descriptorSectors: 36,
  entriesPerTable: 44,
  directoryAt: 56,
  overhead: 64,
  compression: 77,
  descriptor: 512,
} as const
const descriptorBytes = 20 * 512
const farAway = 2n ** 40n

function changed(name: string, expect: Row['expect'], ...edits: readonly Edit[]): Row {
  return {
    name: `${name}.vmdk`,
    declared: 'vmdk',
    make: async (bases) => edited(await bases.sound('vmdk'), ...edits),
    expect,
  }
}

function lone(name: string, lines: (canary: string) => readonly string[]): Row {
  const make: Row['make'] = ({ canary }) =>
    Buffer.from(['# Disk DescriptorFile', 'version=1', 'CID=fffffffe', ...lines(canary), ''].join('\n'))
  return { name: `${name}.vmdk`, make, expect: 'refers' }
}

function flat(type: string, extent: (canary: string) => string): (canary: string) => readonly string[] {
  return (canary) => ['parentCID=ffffffff', `createType="${type}"`, `RW 2048 ${extent(canary)}`]
}

/** Another text in the place of the descriptor inside of a sparse file. */
function told(name: string, expect: Row['expect'], ...lines: readonly string[]): Row {
  const words = ['# Disk DescriptorFile', 'version=1', 'CID=12345678', ...lines, ''].join('\n')
  return changed(name, expect, text(at.descriptor, words.padEnd(descriptorBytes, '\0')))
}

/** A stream-optimized file as VMware writes it: the header says that the tables are known only at the end. */
function withFooter(name: string, expect: Row['expect'], ...edits: readonly Edit[]): Row {
  const make: Row['make'] = async (bases) => {
    const stream = await bases.sound('vmdk', 'subformat=streamOptimized')
    const header = stream.subarray(0, 512)
    const marker = edited(new Uint8Array(512), little('u64', 0, 1), little('u32', 12, 3))
    const end = Buffer.concat([marker, header, new Uint8Array(512)])
    return edited(Buffer.concat([stream, end]), little('u64', at.directoryAt, 2n ** 64n - 1n), ...edits)
  }
  return { name: `${name}.vmdk`, make, expect }
}

const own = ['parentCID=ffffffff', 'createType="monolithicSparse"', 'RW 16384 SPARSE "disk.vmdk"'] as const
const footerHeader = -1024

const outside: readonly Row[] = [
  lone(
    'flat-abs',
    flat('monolithicFlat', (canary) => `FLAT "${canary}" 0`),
  ),
  lone(
    'flat-rel',
    flat('monolithicFlat', (canary) => `FLAT "../${canary.split('/').at(-1)}" 0`),
  ),
  lone(
    'vmfs-abs',
    flat('vmfs', (canary) => `VMFS "${canary}"`),
  ),
  lone(
    'sparse-abs',
    flat('twoGbMaxExtentSparse', (canary) => `SPARSE "${canary}"`),
  ),
  lone(
    'custom',
    flat('custom', (canary) => `FLAT "${canary}" 0`),
  ),
  lone('parent', (canary) => ['parentCID=12345678', 'createType="monolithicSparse"', `parentFileNameHint="${canary}"`]),
  lone('many-ext', (canary) => Array.from({ length: 5000 }, () => `RW 1 FLAT "${canary}" 0`)),
  { ...lone('descriptor-of-nothing', () => ['parentCID=ffffffff']), expect: 'format' },
  {
    name: 'descriptor-without-mark.vmdk',
    declared: 'vmdk',
    make: ({ canary }) =>
      Buffer.from(`version=1\ncreateType="monolithicFlat"\nRW 2048 FLAT "${canary}" 0\n`.padEnd(600)),
    expect: 'mismatch',
  },
  told('ms-lies-flat', 'refers', 'parentCID=ffffffff', 'createType="monolithicFlat"', 'RW 2048 FLAT "/etc/passwd" 0'),
  told('ms-names-path', 'refers', ...own.slice(0, 2), 'RW 16384 SPARSE "/etc/passwd"'),
  told('ms-two-extents', 'refers', ...own, 'RW 16384 SPARSE "second.vmdk"'),
  told('ms-parent', 'refers', ...own, 'parentFileNameHint="/etc/passwd"'),
  told('ms-parent-cid', 'refers', 'parentCID=12345678', ...own.slice(1)),
  told('ms-parent-hidden', 'refers', ...own, '\0parentFileNameHint="/etc/passwd"'),
  told('ms-parent-in-comment', 'refers', ...own, '# parentFileNameHint="/etc/passwd"'),
]

const shape: readonly Row[] = [
  told('ms-strange-line', 'damaged', ...own, 'RW 2048 FLAT "/etc/passwd" 0 ; and more'),
  told('ms-custom', 'format', own[0], 'createType="custom"', own[2]),
  told('ms-no-extent', 'damaged', ...own.slice(0, 2)),
  changed('version-9', 'format', little('u32', at.version, 9)),
  changed('vmdk-capacity', 'too-large', little('u64', at.capacity, 2n ** 62n)),
  changed('vmdk-capacity-0', 'damaged', little('u64', at.capacity, 0)),
  changed('vmdk-grain0', 'damaged', little('u64', at.grain, 0)),
  changed('vmdk-grain-odd', 'damaged', little('u64', at.grain, 100)),
  changed('vmdk-grain-huge', 'damaged', little('u64', at.grain, 2n ** 40n)),
  changed('vmdk-desc-size', 'damaged', little('u64', at.descriptorSectors, 2n ** 40n)),
  changed('vmdk-desc-elsewhere', 'damaged', little('u64', at.descriptorAt, 9)),
  changed('vmdk-tables', 'damaged', little('u32', at.entriesPerTable, 0xffff_ffff)),
  changed('vmdk-directory-0', 'damaged', little('u64', at.directoryAt, 0)),
  changed('vmdk-directory-eof', 'cut-off', little('u64', at.directoryAt, farAway)),
  changed('vmdk-overhead-eof', 'cut-off', little('u64', at.overhead, farAway)),
  changed('vmdk-compression', 'damaged', little('u16', at.compression, 7)),
  changed('vmdk-footer-missing', 'cut-off', little('u64', at.directoryAt, 2n ** 64n - 1n)),
  { name: 'cowd.vmdk', make: () => edited(new Uint8Array(4096), text(0, 'COWD')), expect: 'format' },
  withFooter('footer-lies-capacity', 'damaged', little('u64', footerHeader + at.capacity, 0)),
  withFooter('footer-lies-grain', 'damaged', little('u64', footerHeader + at.grain, 8)),
  withFooter('footer-points-to-footer', 'damaged', little('u64', footerHeader + at.directoryAt, 2n ** 64n - 1n)),
  withFooter('footer-without-mark', 'cut-off', text(footerHeader, 'XXXX')),
]

const cuts: readonly Row[] = [3, 4, 76, 511, 512, 1024, 10_752, 65_536, 131_072, 1_000_000].map((bytes) => ({
  name: `trunc-${bytes}.vmdk`,
  declared: 'vmdk',
  make: async (bases) => (await bases.sound('vmdk')).subarray(0, bytes),
  expect: 'refused',
}))

const streamCuts: readonly Row[] = [512, 66_048, 70_000].map((bytes) => ({
  name: `stream-trunc-${bytes}.vmdk`,
  declared: 'vmdk',
  make: async (bases) => (await bases.sound('vmdk', 'subformat=streamOptimized')).subarray(0, bytes),
  expect: 'refused',
}))

const sound: readonly Row[] = [
  { name: 'sound-sparse.vmdk', make: async (bases) => await bases.sound('vmdk'), expect: 'safe' },
  {
    name: 'sound-stream.vmdk',
    make: async (bases) => await bases.sound('vmdk', 'subformat=streamOptimized'),
    expect: 'safe',
  },
  withFooter('sound-stream-with-footer', 'safe'),
]

export const vmdkRows: readonly Row[] = [...outside, ...shape, ...cuts, ...streamCuts, ...sound]
