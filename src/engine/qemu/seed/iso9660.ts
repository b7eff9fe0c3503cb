import { bothEndian16, bothEndian32, latin, ucs2 } from './iso-fields.ts'
import { directory, type Entry, type Naming } from './iso-directory.ts'

export type IsoFile = {
  /** 1 to 64 of a-z, 0-9, dot, dash and underscore; no two alike in their first eight letters. */
  readonly name: string
  readonly content: Uint8Array
}

const sectorBytes = 2048

/** Sectors of a medium with a few files in its root: what stands where. */
const places = {
  primary: 16,
  joliet: 17,
  end: 18,
  primaryTables: [19, 20],
  jolietTables: [21, 22],
  primaryRoot: 23,
  jolietRoot: 24,
  files: 25,
} as const

/**
 * A medium with files in its root, as ISO 9660 (ECMA-119, level 1) with the names of Rock Ridge (RRIP 1.09) and of Joliet.
 * The same input gives the same bytes. `volume`: 1 to 16 letters. Throws RangeError for what does not fit.
 */
export function isoImage(volume: string, files: readonly IsoFile[]): Uint8Array {
  const entries = placed(files)
  const end = entries.reduce<number>(
    (last, entry) => Math.max(last, entry.sector + sectorsOf(entry.size)),
    places.files,
  )
  const image = new Uint8Array(end * sectorBytes)
  const put = (sector: number, bytes: Uint8Array) => image.set(bytes, sector * sectorBytes)
  put(places.primary, descriptor('primary', volume, end))
  put(places.joliet, descriptor('joliet', volume, end))
  put(places.end, latin('\xffCD001\x01'))
  writePathTables(put, places.primaryTables, places.primaryRoot)
  writePathTables(put, places.jolietTables, places.jolietRoot)
  put(places.primaryRoot, directory('primary', places.primaryRoot, entries))
  put(places.jolietRoot, directory('joliet', places.jolietRoot, entries))
  for (const { sector, content } of entries) put(sector, content)
  return image
}

function sectorsOf(bytes: number): number {
  return Math.ceil(bytes / sectorBytes)
}

function placed(files: readonly IsoFile[]): readonly (Entry & { readonly content: Uint8Array })[] {
  let sector: number = places.files
  return files.map(({ name, content }) => {
    if (!/^[a-z0-9._-]{1,64}$/.test(name)) throw new RangeError(`${name} is no name for a medium of ours`)
    const entry = { name, content, size: content.length, sector }
    sector += sectorsOf(content.length)
    return entry
  })
}

/** One directory, the root, of which it is its own parent (ECMA-119 9.4). */
function writePathTables(
  put: (sector: number, bytes: Uint8Array) => void,
  [little, big]: readonly [number, number],
  root: number,
): void {
  for (const [sector, isLittle] of [
    [little, true],
    [big, false],
  ] as const) {
    const table = new Uint8Array(10)
    const view = new DataView(table.buffer)
    view.setUint8(0, 1)
    view.setUint32(2, root, isLittle)
    view.setUint16(6, 1, isLittle)
    put(sector, table)
  }
}

/** ECMA-119 8.4 and 8.5; Joliet is a supplementary one with the escape sequence of UCS-2, level 3. */
function descriptor(naming: Naming, volume: string, sectors: number): Uint8Array {
  const isJoliet = naming === 'joliet'
  const bytes = new Uint8Array(sectorBytes)
  const view = new DataView(bytes.buffer)
  const text = (at: number, length: number, value: string) => bytes.set(padded(value, length, isJoliet), at)
  const [little, big] = isJoliet ? places.jolietTables : places.primaryTables
  bytes.set(latin(`${isJoliet ? '\x02' : '\x01'}CD001\x01`))
  text(8, 32, '')
  text(40, 32, volume)
  bytes.set(bothEndian32(sectors), 80)
  if (isJoliet) bytes.set(latin('%/E'), 88)
  bytes.set(bothEndian16(1), 120)
  bytes.set(bothEndian16(1), 124)
  bytes.set(bothEndian16(sectorBytes), 128)
  bytes.set(bothEndian32(10), 132)
  view.setUint32(140, little, true)
  view.setUint32(148, big, false)
  bytes.set(directory(naming, isJoliet ? places.jolietRoot : places.primaryRoot, []).subarray(0, 34), 156)
  text(190, 623, '')
  // Four dates that are not told: sixteen zeros each.
  for (const at of [813, 830, 847, 864]) bytes.set(latin('0'.repeat(16)), at)
  view.setUint8(881, 1)
  return bytes
}

function padded(value: string, length: number, isJoliet: boolean): Uint8Array {
  const bytes = isJoliet ? ucs2(value.padEnd(Math.floor(length / 2))) : latin(value.padEnd(length))
  if (bytes.length > length) throw new RangeError(`${value} is too long for a medium`)
  return bytes
}
