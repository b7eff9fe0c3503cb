export type IsoRecord = {
  /** In small letters: that of Rock Ridge, and the plain one without its version. */
  readonly names: readonly string[]
  readonly isFolder: boolean
  readonly extent: { readonly offset: number; readonly sizeBytes: number }
}

const sectorBytes = 2048
const leastBytes = 34

/** The directory records in one sector (ECMA-119 9.1), as far as they are whole. */
export function recordsOf(sector: Uint8Array): readonly IsoRecord[] {
  const found: IsoRecord[] = []
  for (let at = 0; at + leastBytes <= sector.length; ) {
    const length = sector[at] ?? 0
    if (length < leastBytes || at + length > sector.length) break
    found.push(recordOf(sector.subarray(at, at + length)))
    at += length
  }
  return found
}

function recordOf(record: Uint8Array): IsoRecord {
  const view = new DataView(record.buffer, record.byteOffset, record.length)
  const idLength = record[32] ?? 0
  const plain = latin(record.subarray(33, 33 + idLength)).replace(/\.?;\d+$/, '')
  const more = record.subarray(33 + idLength + (1 - (idLength % 2)))
  const names = [alternateName(more), plain].filter((name) => name !== undefined).map((name) => name.toLowerCase())
  return {
    names,
    isFolder: ((record[25] ?? 0) & 2) !== 0,
    extent: { offset: view.getUint32(2, true) * sectorBytes, sizeBytes: view.getUint32(10, true) },
  }
}

/** The fields NM of Rock Ridge, which may be in several parts (RRIP 4.1.4). */
function alternateName(more: Uint8Array): string | undefined {
  let name: string | undefined
  for (let at = 0; at + 4 <= more.length; ) {
    const length = more[at + 2] ?? 0
    if (length < 4 || at + length > more.length) break
    if (latin(more.subarray(at, at + 2)) === 'NM') name = (name ?? '') + latin(more.subarray(at + 5, at + length))
    at += length
  }
  return name
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
