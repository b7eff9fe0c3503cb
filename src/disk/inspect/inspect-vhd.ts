import type { DiskBytes } from './disk-bytes.ts'
import { bigEndian } from './fields.ts'
import { cutOff, damaged, type Inspection, type Objection, objectToSize, unfit } from './inspection.ts'
import { parseVhdFooter, sumWithout, type VhdFooter, vhdFooterBytes } from './vhd-footer.ts'

const headerBytes = 1024
const unused = 0xffff_ffff
const pieceBytes = 2 ** 20
/** Of 2 MiB each, as all programs make them, they are 16 TiB. */
const mostBlocks = 2 ** 23

/** Reads a disk of Virtual PC, Hyper-V or Azure by its footer. */
export async function inspectVhd(file: DiskBytes): Promise<Inspection> {
  const footer = parseVhdFooter(await file.read(Math.max(0, file.sizeBytes - vhdFooterBytes), vhdFooterBytes))
  if (footer === undefined) return unfit('vhd', cutOff('it has no sound footer'))
  const { type, sizeBytes } = footer
  if (type === 'unknown') return unfit('vhd', { kind: 'format', reason: 'its kind of vhd is not known here' })
  const found = { ...unfit('vhd'), virtualSizeBytes: sizeBytes }
  if (type === 'difference') return { ...found, refersTo: [{ kind: 'parent', name: await parentName(file, footer) }] }
  const size = objectToSize(sizeBytes)
  if (size.length > 0) return { ...found, objections: size }
  return {
    ...found,
    objections: type === 'fixed' ? await objectToFixed(file, footer) : await objectToGrowing(file, footer),
  }
}

async function parentName(file: DiskBytes, { headerOffset }: VhdFooter): Promise<string> {
  const name = await file.read(headerOffset + 64, 512)
  return new TextDecoder('utf-16be').decode(name).split('\0', 1)[0] ?? ''
}

/** A copy of the footer at the beginning would make other programs take the file for a growing one. */
async function objectToFixed(file: DiskBytes, { sizeBytes }: VhdFooter): Promise<readonly Objection[]> {
  if (parseVhdFooter(await file.read(0, vhdFooterBytes)) !== undefined)
    return [damaged('its beginning and its end contradict each other')]
  return sizeBytes + vhdFooterBytes === file.sizeBytes ? [] : [cutOff('its size is not that of its disk')]
}

async function objectToGrowing(file: DiskBytes, footer: VhdFooter): Promise<readonly Objection[]> {
  const copy = parseVhdFooter(await file.read(0, vhdFooterBytes))
  if (JSON.stringify(copy) !== JSON.stringify(footer))
    return [damaged('its beginning and its end contradict each other')]
  const header = await file.read(footer.headerOffset, headerBytes)
  if (header.length < headerBytes) return [cutOff('the header is not complete')]
  const { u32, u64, ascii } = bigEndian(header)
  if (ascii(0, 8) !== 'cxsparse' || u32(36) !== sumWithout(header, 36)) return [damaged('its header makes no sense')]
  const table = { offset: u64(16), entries: u32(28), blockBytes: u32(32) }
  const isBlockSound =
    table.blockBytes >= 2 ** 19 && table.blockBytes <= 2 ** 28 && Number.isInteger(Math.log2(table.blockBytes))
  if (!isBlockSound || table.entries > mostBlocks || table.entries * table.blockBytes < footer.sizeBytes)
    return [damaged('its blocks make no sense')]
  if (table.offset + table.entries * 4 > file.sizeBytes) return [cutOff('its tables lie beyond its end')]
  return await objectToBlocks(file, table)
}

type Table = { readonly offset: number; readonly entries: number; readonly blockBytes: number }

/** qemu-img has no check for vhd, so this looks whether each block, with the bitmap before it, lies inside of the file. */
async function objectToBlocks(file: DiskBytes, { offset, entries, blockBytes }: Table): Promise<readonly Objection[]> {
  const bitmapBytes = Math.ceil(blockBytes / 512 / 8 / 512) * 512
  const last = (file.sizeBytes - vhdFooterBytes - bitmapBytes - blockBytes) / 512
  for (let at = 0; at < entries * 4; at += pieceBytes) {
    const piece = await file.read(offset + at, Math.min(pieceBytes, entries * 4 - at))
    const { u32 } = bigEndian(piece)
    for (let entry = 0; entry + 4 <= piece.length; entry += 4)
      if (u32(entry) !== unused && u32(entry) > last) return [cutOff('its blocks lie beyond its end')]
  }
  return []
}
