import type { DiskBytes } from '../inspect/disk-bytes.ts'
import { latin1 } from '../inspect/fields.ts'

type Mark = { readonly offset: number; readonly text: string }

/** What a partition holds, by marks at fixed places (libblkid has the same). */
const marks: readonly (readonly [content: string, ...marks: readonly Mark[]])[] = [
  ['ext', { offset: 0x438, text: '\x53\xef' }],
  ['LUKS', { offset: 0, text: 'LUKS\xba\xbe' }],
  ['LVM', { offset: 0x218, text: 'LVM2 001' }, { offset: 0x18, text: 'LVM2 001' }],
  ['RAID', { offset: 0x1000, text: '\xfc\x4e\x2b\xa9' }, { offset: 0, text: '\xfc\x4e\x2b\xa9' }],
  ['XFS', { offset: 0, text: 'XFSB' }],
  ['Btrfs', { offset: 0x10040, text: '_BHRfS_M' }],
  ['F2FS', { offset: 0x400, text: '\x10\x20\xf5\xf2' }],
  ['BitLocker', { offset: 3, text: '-FVE-FS-' }],
  ['NTFS', { offset: 3, text: 'NTFS    ' }],
  ['FAT', { offset: 0x52, text: 'FAT32' }, { offset: 0x36, text: 'FAT1' }],
  ['swap', { offset: 0xff6, text: 'SWAPSPACE2' }],
]

const headBytes = 0x10048

/** By its first bytes; undefined for what is not known here. */
export async function contentOf(part: DiskBytes): Promise<string | undefined> {
  const head = await part.read(0, headBytes)
  return marks.find(([, ...ways]) => ways.some((way) => carries(head, way)))?.[0]
}

function carries(head: Uint8Array, { offset, text }: Mark): boolean {
  return latin1(head.subarray(offset, offset + text.length)) === text
}
