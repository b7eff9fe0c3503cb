import type { DiskBytes } from './disk-bytes.ts'
import { littleEndian } from './fields.ts'
import { guidAt } from './guid.ts'

const tableBytes = 64 * 1024
const mostEntries = 2047
const longestItemBytes = 16 * 1024

const items = {
  'caa16737-fa36-4d43-b3b6-33f0aa44e76b': 'parameters',
  '2fa54224-cd1b-4876-b211-5dbed83bf4b8': 'size',
  'beca12ab-b2e6-4523-93ef-c309e000c746': 'identity',
  '8141bf1d-a96f-4709-ba47-f233a8faab5f': 'logicalSector',
  'cda348c7-445d-4471-9cc9-e9885251c556': 'physicalSector',
  'a8d35f2d-b30b-454d-abf7-d3d84834ab0c': 'parent',
} as const
type Item = (typeof items)[keyof typeof items]

/** What the metadata of a vhdx file say of its disk. */
export type VhdxMetadata = {
  readonly blockBytes: number
  readonly hasParent: boolean
  readonly parentName: string
  readonly sizeBytes: number
  readonly logicalSectorBytes: number
  /** An item that no reader may skip, and that is not known here. */
  readonly isStrange: boolean
}

/** Reads the metadata region, or undefined when it makes no sense. */
export async function readVhdxMetadata(file: DiskBytes, regionOffset: number): Promise<VhdxMetadata | undefined> {
  const table = await file.read(regionOffset, tableBytes)
  if (table.length < tableBytes) return undefined
  const { u16, u32, ascii } = littleEndian(table)
  const count = u16(10)
  if (ascii(0, 8) !== 'metadata' || count > mostEntries) return undefined
  const found = new Map<Item, Uint8Array>()
  let isStrange = false
  for (let at = 32; at < 32 + count * 32; at += 32) {
    const name = (items as Readonly<Record<string, Item>>)[guidAt(table, at)]
    if (name === undefined) isStrange ||= (u32(at + 24) & 4) !== 0
    else found.set(name, await file.read(regionOffset + u32(at + 16), Math.min(u32(at + 20), longestItemBytes)))
  }
  return valuesOf(found, isStrange)
}

function valuesOf(found: ReadonlyMap<Item, Uint8Array>, isStrange: boolean): VhdxMetadata | undefined {
  const item = (name: Item, bytes: number) => {
    const value = found.get(name)
    return value === undefined || value.length < bytes ? undefined : littleEndian(value)
  }
  const [parameters, size, sector] = [item('parameters', 8), item('size', 8), item('logicalSector', 4)]
  if (parameters === undefined || size === undefined || sector === undefined) return undefined
  const parent = found.get('parent')
  return {
    blockBytes: parameters.u32(0),
    hasParent: (parameters.u32(4) & 2) !== 0 || parent !== undefined,
    parentName: parent === undefined ? '' : pathIn(parent),
    sizeBytes: size.u64(0),
    logicalSectorBytes: sector.u32(0),
    isStrange,
  }
}

/** The first path of a parent locator: keys and values by their places in it, as UTF-16 (MS-VHDX, 2.2.6.6). */
function pathIn(locator: Uint8Array): string {
  if (locator.length < 20) return ''
  const { u16, u32 } = littleEndian(locator)
  const text = (at: number, bytes: number) => new TextDecoder('utf-16le').decode(locator.subarray(at, at + bytes))
  for (let at = 20; at + 12 <= locator.length && at < 20 + u16(18) * 12; at += 12)
    if (text(u32(at), u16(at + 8)).endsWith('path')) return text(u32(at + 4), u16(at + 10))
  return ''
}
