import { crc32c } from '../../src/disk/inspect/checksum.ts'
import { sumWithout } from '../../src/disk/inspect/vhd-footer.ts'
import { big, type Edit, edited, little, text } from './edit.ts'
import type { Row } from './row.ts'

const footer = -512

/** Makes the sum of a footer or header right again, so that only what was meant to be wrong is. */
function vhdSum(start: number, length: number, at: number): Edit {
  return (bytes) => {
    const from = start < 0 ? bytes.length + start : start
    const sum = sumWithout(bytes.subarray(from, from + length), at)
    big('u32', from + at, sum)(bytes)
  }
}

function vhd(name: string, expect: Row['expect'], subformat: 'dynamic' | 'fixed', ...edits: readonly Edit[]): Row {
  const options = [`subformat=${subformat}`, 'force_size=on']
  return {
    name: `${name}.vhd`,
    declared: 'vhd',
    make: async (bases) => edited(await bases.sound('vpc', ...options), ...edits),
    expect,
  }
}

/** The same change of the footer and of its copy at the beginning. */
function both(...edits: readonly ((start: number) => Edit)[]): readonly Edit[] {
  return [0, footer].flatMap((start) => [...edits.map((edit) => edit(start)), vhdSum(start, 512, 64)])
}

const dynamicHeader = 512

const vhdRows: readonly Row[] = [
  vhd('vhd-size', 'too-large', 'dynamic', ...both((start) => big('u64', start + 48, 2n ** 62n))),
  vhd('vhd-fixed-size', 'too-large', 'fixed', big('u64', footer + 48, 2n ** 62n), vhdSum(footer, 512, 64)),
  vhd('vhd-fixed-longer', 'cut-off', 'fixed', big('u64', footer + 48, 2 ** 30), vhdSum(footer, 512, 64)),
  vhd('vhd-parent', 'refers', 'dynamic', ...both((start) => big('u32', start + 60, 4))),
  vhd('vhd-unknown-kind', 'format', 'dynamic', ...both((start) => big('u32', start + 60, 9))),
  vhd('vhd-two-kinds', 'damaged', 'dynamic', big('u32', footer + 60, 2), vhdSum(footer, 512, 64)),
  vhd('vhd-sum', 'cut-off', 'dynamic', big('u32', footer + 64, 1)),
  vhd('vhd-header-sum', 'damaged', 'dynamic', big('u32', dynamicHeader + 36, 1)),
  vhd('vhd-header-eof', 'cut-off', 'dynamic', ...both((start) => big('u64', start + 16, 2n ** 62n))),
  vhd(
    'vhd-table-eof',
    'cut-off',
    'dynamic',
    big('u64', dynamicHeader + 16, 2n ** 40n),
    vhdSum(dynamicHeader, 1024, 36),
  ),
  vhd(
    'vhd-entries',
    'damaged',
    'dynamic',
    big('u32', dynamicHeader + 28, 0xffff_ffff),
    vhdSum(dynamicHeader, 1024, 36),
  ),
  vhd('vhd-block-0', 'damaged', 'dynamic', big('u32', dynamicHeader + 32, 0), vhdSum(dynamicHeader, 1024, 36)),
  vhd('vhd-block-eof', 'cut-off', 'dynamic', big('u32', 1536, 2 ** 30)),
  vhd('sound-dynamic', 'safe', 'dynamic'),
  vhd('sound-fixed', 'safe', 'fixed'),
  ...[3, 511, 512, 1535, 1536, 2048, 2_000_000].map(
    (bytes): Row => ({
      name: `trunc-${bytes}.vhd`,
      declared: 'vhd',
      make: async (bases) => (await bases.sound('vpc')).subarray(0, bytes),
      expect: 'refused',
    }),
  ),
]

function vhdx(name: string, expect: Row['expect'], ...edits: readonly Edit[]): Row {
  return {
    name: `${name}.vhdx`,
    declared: 'vhdx',
    make: async (bases) => edited(await bases.sound('vhdx'), ...edits),
    expect,
  }
}

function crc(start: number, length: number): Edit {
  return (bytes) => {
    little('u32', start + 4, 0)(bytes)
    little('u32', start + 4, crc32c(bytes.subarray(start, start + length)))(bytes)
  }
}

const kibibyte = 1024
const [headers, regionTable] = [[64 * kibibyte, 128 * kibibyte], 192 * kibibyte]
const header = (edit: (start: number) => Edit): readonly Edit[] =>
  headers.flatMap((start) => [edit(start), crc(start, 4096)])
const regions = (...edits: readonly Edit[]): readonly Edit[] => [...edits, crc(regionTable, 64 * kibibyte)]

/** A change of a metadata item, where QEMU puts it: items begin 64 KiB into the region, in a fixed order. */
function metadata(edit: (region: number) => Edit): Edit {
  return (bytes) => {
    const region = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('metadata', 2 ** 20)
    edit(region)(bytes)
  }
}

const vhdxRows: readonly Row[] = [
  vhdx('vhdx-regions', 'damaged', ...regions(little('u32', regionTable + 8, 65_535))),
  vhdx('vhdx-regions-0', 'damaged', ...regions(little('u32', regionTable + 8, 0))),
  vhdx(
    'vhdx-region-unknown',
    'format',
    ...regions(little('u32', regionTable + 16, 1), little('u32', regionTable + 44, 1)),
  ),
  vhdx('vhdx-region-eof', 'cut-off', ...regions(little('u64', regionTable + 16 + 48, 2n ** 40n))),
  vhdx('vhdx-region-header', 'damaged', ...regions(little('u64', regionTable + 16 + 16, 0))),
  vhdx('vhdx-sums', 'damaged', ...headers.map((start) => little('u32', start + 4, 1))),
  vhdx('vhdx-log', 'damaged', ...header((start) => little('u64', start + 48, 1))),
  vhdx('vhdx-version', 'format', ...header((start) => little('u16', start + 66, 9))),
  vhdx(
    'vhdx-parent',
    'refers',
    metadata((region) => little('u32', region + 64 * kibibyte + 4, 2)),
  ),
  vhdx(
    'vhdx-block-0',
    'damaged',
    metadata((region) => little('u32', region + 64 * kibibyte, 0)),
  ),
  vhdx(
    'vhdx-size',
    'too-large',
    metadata((region) => little('u64', region + 64 * kibibyte + 8, 2n ** 62n)),
  ),
  vhdx(
    'vhdx-metadata-count',
    'damaged',
    metadata((region) => little('u16', region + 10, 65_535)),
  ),
  vhdx('sound', 'safe'),
  ...[7, 8, 65_536, 131_072, 196_608, 262_144, 1_048_576, 3_145_728, 5_000_000].map(
    (bytes): Row => ({
      name: `trunc-${bytes}.vhdx`,
      declared: 'vhdx',
      make: async (bases) => (await bases.sound('vhdx')).subarray(0, bytes),
      expect: 'refused',
    }),
  ),
  { name: 'only-mark.vhdx', make: () => edited(new Uint8Array(4 * 2 ** 20), text(0, 'vhdxfile')), expect: 'damaged' },
]

export const microsoftRows: readonly Row[] = [...vhdRows, ...vhdxRows]
