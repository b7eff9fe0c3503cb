import type { DiskBytes } from '../inspect/disk-bytes.ts'
import { type Fields, littleEndian } from '../inspect/fields.ts'

/** An ext2, ext3 or ext4 file system that is only read. Rejects with RangeError where it makes no sense or is of no known kind. */
export type ExtFileSystem = {
  /** Names in a folder with their inodes; undefined where there is no such folder. The path has no slash at its ends. */
  readonly list: (path: string) => Promise<ReadonlyMap<string, number> | undefined>
  /** A regular file by its inode, in pieces of at most a mebibyte. */
  readonly readFile: (inode: number) => AsyncGenerator<Uint8Array, undefined>
}

/** Incompatible features that change nothing about reading files as below: filetype, recover, extents, 64bit, mmp, flex_bg, ea_inode, csum_seed, largedir. */
const knownFeatures = 0x2 | 0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x2000 | 0x4000
const usesExtents = 0x80000
const mebibyte = 2 ** 20
const mostFolderBytes = 4 * mebibyte
const mostFileBytes = 1024 * mebibyte
/** Depth of a tree of extents (kernel.org, ext4 Data Structures and Algorithms). */
const mostDepth = 5

type Layout = {
  readonly blockBytes: number
  readonly inodesPerGroup: number
  readonly inodeBytes: number
  readonly groupBytes: number
  readonly groupsAt: number
}

export async function openExt(disk: DiskBytes): Promise<ExtFileSystem> {
  const layout = layoutOf(littleEndian(await disk.read(1024, 1024)))
  const inodeOf = async (number: number) => readInode(disk, layout, number)
  const list = async (path: string) => {
    let names = await readFolder(disk, layout, await inodeOf(2))
    for (const name of path === '' ? [] : path.split('/')) {
      const next = names.get(name)
      if (next === undefined) return undefined
      const inode = await inodeOf(next)
      if (inode.kind !== 'folder') return undefined
      names = await readFolder(disk, layout, inode)
    }
    return names
  }
  return {
    list,
    readFile: async function* (number) {
      const inode = await inodeOf(number)
      if (inode.kind !== 'file' || inode.sizeBytes > mostFileBytes) throw new RangeError('it is no file of a fair size')
      return yield* contentOf(disk, layout, inode)
    },
  }
}

function layoutOf(block: Fields): Layout {
  if (block.lengthBytes < 1024 || block.u16(56) !== 0xef53) throw new RangeError('there is no ext file system')
  const features = block.u32(0x60)
  if ((features & ~knownFeatures) !== 0) throw new RangeError('its ext4 has features that are not known here')
  const blockBytes = 1024 * 2 ** Math.min(block.u32(24), 6)
  const inodeBytes = block.u32(0x4c) === 0 ? 128 : block.u16(0x58)
  const inodesPerGroup = block.u32(40)
  if (inodesPerGroup === 0 || inodeBytes < 128 || inodeBytes > blockBytes)
    throw new RangeError('its head makes no sense')
  const groupBytes = (features & 0x80) === 0 ? 32 : Math.max(64, block.u16(0xfe))
  return { blockBytes, inodesPerGroup, inodeBytes, groupBytes, groupsAt: (block.u32(20) + 1) * blockBytes }
}

type Inode = {
  readonly kind: 'file' | 'folder' | 'other'
  readonly sizeBytes: number
  readonly hasExtents: boolean
  /** The 60 bytes that lead to its content. */
  readonly root: Uint8Array
}

async function readInode(disk: DiskBytes, layout: Layout, number: number): Promise<Inode> {
  const { inodesPerGroup, inodeBytes, groupBytes, groupsAt, blockBytes } = layout
  const group = littleEndian(await exactly(disk, groupsAt + Math.floor((number - 1) / inodesPerGroup) * groupBytes, 32))
  const high = groupBytes < 64 ? 0 : await highOf(disk, layout, number)
  const table = (group.u32(8) + high * 2 ** 32) * blockBytes
  const bytes = await exactly(disk, table + ((number - 1) % inodesPerGroup) * inodeBytes, 128)
  const { u16, u32 } = littleEndian(bytes)
  const type = u16(0) & 0xf000
  return {
    kind: type === 0x8000 ? 'file' : type === 0x4000 ? 'folder' : 'other',
    // A folder has something else there in old ones.
    sizeBytes: u32(4) + (type === 0x8000 ? u32(108) * 2 ** 32 : 0),
    hasExtents: (u32(32) & usesExtents) !== 0,
    root: bytes.subarray(40, 100),
  }
}

async function highOf(disk: DiskBytes, { groupsAt, groupBytes, inodesPerGroup }: Layout, number: number) {
  const at = groupsAt + Math.floor((number - 1) / inodesPerGroup) * groupBytes
  return littleEndian(await exactly(disk, at + 40, 4)).u32(0)
}

async function readFolder(disk: DiskBytes, layout: Layout, inode: Inode): Promise<ReadonlyMap<string, number>> {
  if (inode.sizeBytes > mostFolderBytes) throw new RangeError('it has a folder that is too large')
  const names = new Map<string, number>()
  for await (const piece of contentOf(disk, layout, inode)) {
    const fields = littleEndian(piece)
    for (let at = 0; at + 8 <= piece.length; ) {
      const [number, length, nameLength] = [fields.u32(at), fields.u16(at + 4), fields.u8(at + 6)]
      if (length < 8) break
      if (number !== 0) names.set(new TextDecoder().decode(piece.subarray(at + 8, at + 8 + nameLength)), number)
      at += length
    }
  }
  return names
}

/** In order; holes are zeros. Pieces end where blocks end. */
async function* contentOf(disk: DiskBytes, layout: Layout, inode: Inode): AsyncGenerator<Uint8Array, undefined> {
  const { blockBytes } = layout
  const runs = inode.hasExtents
    ? extentsOf(disk, layout, inode.root, mostDepth)
    : blocksOf(disk, layout, littleEndian(inode.root))
  let done = 0
  for await (const { first, count, block } of runs) {
    for (let hole = first * blockBytes - done; hole > 0 && done < inode.sizeBytes; ) {
      const zeros = new Uint8Array(Math.min(hole, mebibyte, inode.sizeBytes - done))
      yield zeros
      hole -= zeros.length
      done += zeros.length
    }
    const end = Math.min((first + count) * blockBytes, inode.sizeBytes)
    while (done < end) {
      const at = block * blockBytes + (done - first * blockBytes)
      const piece = await exactly(disk, at, Math.min(mebibyte, end - done))
      yield piece
      done += piece.length
    }
  }
}

/** Blocks of a file from `first` on, which lie one behind the other. */
type Run = { readonly first: number; readonly count: number; readonly block: number }

async function* extentsOf(
  disk: DiskBytes,
  layout: Layout,
  node: Uint8Array,
  depthLeft: number,
): AsyncGenerator<Run, undefined> {
  const { u16, u32 } = littleEndian(node)
  const [entries, depth] = [u16(2), u16(6)]
  if (u16(0) !== 0xf30a || depth >= depthLeft || 12 + entries * 12 > node.length)
    throw new RangeError('its extents make no sense')
  for (let at = 12; at < 12 + entries * 12; at += 12) {
    if (depth > 0) {
      const block = u32(at + 4) + u16(at + 8) * 2 ** 32
      yield* extentsOf(disk, layout, await exactly(disk, block * layout.blockBytes, layout.blockBytes), depth)
      continue
    }
    const [first, length] = [u32(at), u16(at + 4)]
    // More than this says that it was never written.
    if (length <= 32_768) yield { first, count: length, block: u32(at + 8) + u16(at + 6) * 2 ** 32 }
  }
}

/** As ext2 and ext3 have it: twelve blocks, then one, two and three times by way of others. */
async function* blocksOf(disk: DiskBytes, { blockBytes }: Layout, root: Fields): AsyncGenerator<Run, undefined> {
  const per = blockBytes / 4
  const counter = { first: 0 }
  const walk = async function* (block: number, depth: number): AsyncGenerator<Run, undefined> {
    if (block === 0) {
      counter.first += per ** depth
    } else if (depth === 0) {
      yield { first: counter.first, count: 1, block }
      counter.first += 1
    } else {
      const table = littleEndian(await exactly(disk, block * blockBytes, blockBytes))
      for (let index = 0; index < per; index++) yield* walk(table.u32(index * 4), depth - 1)
    }
  }
  for (let index = 0; index < 15; index++) yield* walk(root.u32(index * 4), Math.max(0, index - 11))
}

async function exactly(disk: DiskBytes, at: number, length: number): Promise<Uint8Array> {
  const bytes = await disk.read(at, length)
  if (bytes.length < length) throw new RangeError('it goes beyond the end of its partition')
  return bytes
}
