import { ForeignFile } from '../host/foreign-file.ts'
import { bigEndian, type Fields } from './inspect/fields.ts'
import type { DiskBytes } from './inspect/disk-bytes.ts'
import { parseQcow2Header, type Qcow2Header } from './inspect/qcow2-header.ts'

/** Extended L2 entries (docs/interop/qcow2.txt, incompatible features, bit 4). */
const extendedL2 = 0x10
/** Where a cluster lies, in an entry of a table; bit 62 is set where it is packed, bit 0 where it reads as zeros. */
const offsetMask = 0x00ff_ffff_ffff_fe00n
const packed = 1n << 62n
/** A table is as large as a cluster; what is looked at lies close together. */
const keptTables = 64

/**
 * A disk as its guest sees it, of a raw or qcow2 file that was written by us and stands alone. Undefined for one that is packed
 * or laid out in another way than ours are. What is read of a packed cluster rejects.
 */
export async function openOwnBytes(
  path: string,
  format: 'qcow2' | 'raw',
): Promise<(DiskBytes & AsyncDisposable) | undefined> {
  const file = await ForeignFile.open(path)
  if (file === undefined) return undefined
  const close = { [Symbol.asyncDispose]: async () => await file[Symbol.asyncDispose]() }
  if (format === 'raw')
    return { sizeBytes: file.sizeBytes, read: (offset, length) => file.read(offset, length), ...close }
  const header = parseQcow2Header(await file.read(0, 4096))
  if ('kind' in header || header.backingOffset !== 0 || (header.features.low & extendedL2) !== 0) {
    await file[Symbol.asyncDispose]()
    return undefined
  }
  return { sizeBytes: header.sizeBytes, read: readerOf(file, header), ...close }
}

function readerOf(file: ForeignFile, header: Qcow2Header): DiskBytes['read'] {
  const { l1Offset, l1Entries, clusterBits, sizeBytes } = header
  const clusterBytes = 2 ** clusterBits
  const perTable = clusterBytes / 8
  const tables = new Map<number, Fields>()
  const table = async (offset: number, bytes: number): Promise<Fields> => {
    const known = tables.get(offset)
    if (known !== undefined) return known
    const read = bigEndian(await file.read(offset, bytes))
    if (tables.size >= keptTables) tables.clear()
    tables.set(offset, read)
    return read
  }
  const placeOf = async (cluster: number): Promise<number | undefined> => {
    const first = await table(l1Offset, l1Entries * 8)
    const second = offsetIn(first, Math.floor(cluster / perTable))
    return second === undefined ? undefined : offsetIn(await table(second, clusterBytes), cluster % perTable)
  }
  return async (offset, length) => {
    const wanted = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - offset)))
    for (let done = 0; done < wanted.length; ) {
      const at = offset + done
      const within = at % clusterBytes
      const bytes = Math.min(clusterBytes - within, wanted.length - done)
      const place = await placeOf(Math.floor(at / clusterBytes))
      if (place !== undefined) wanted.set(await file.read(place + within, bytes), done)
      done += bytes
    }
    return wanted
  }
}

/** Undefined for what reads as zeros. */
function offsetIn(table: Fields, index: number): number | undefined {
  if ((index + 1) * 8 > table.lengthBytes) return undefined
  const entry = table.u64exact(index * 8)
  if ((entry & packed) !== 0n) throw new RangeError('a packed cluster is not read here')
  return (entry & 1n) !== 0n || (entry & offsetMask) === 0n ? undefined : Number(entry & offsetMask)
}
