import { joinBytes } from '../../../kit/join-bytes.ts'
import { bothEndian16, bothEndian32, latin, ucs2 } from './iso-fields.ts'

export type Entry = { readonly name: string; readonly size: number; readonly sector: number }
export type Naming = 'primary' | 'joliet'

const sectorBytes = 2048

/** The first of January 2000 (ECMA-119 9.1.5), so that the same files give the same bytes. */
const date = Uint8Array.of(100, 1, 1, 0, 0, 0, 0)
const isFolder = 2

/** One sector with itself, its parent, and its files by name. Throws RangeError when they do not fit. */
export function directory(naming: Naming, sector: number, entries: readonly Entry[]): Uint8Array {
  const own = (id: number, more: readonly Uint8Array[]) =>
    record({
      id: Uint8Array.of(id),
      sector,
      size: sectorBytes,
      flags: isFolder,
      more: naming === 'primary' ? more : [],
    })
  const files = entries
    .map((entry) => ({ id: identifier(naming, entry.name), entry }))
    .toSorted((a, b) => compare(a.id, b.id))
    .map(({ id, entry: { name, size, sector: at } }) => {
      const more = naming === 'primary' ? [posixFile, alternateName(name)] : []
      return record({ id, sector: at, size, flags: 0, more })
    })
  const records = [
    own(0, entries.length === 0 ? [] : [rockRidge, posixFolder, extension]),
    own(1, [posixFolder]),
    ...files,
  ]
  const bytes = new Uint8Array(sectorBytes)
  let at = 0
  for (const one of records) {
    bytes.set(one, at)
    at += one.length
  }
  return bytes
}

type Record = {
  readonly id: Uint8Array
  readonly sector: number
  readonly size: number
  readonly flags: number
  /** System use (SUSP). */
  readonly more: readonly Uint8Array[]
}

/** ECMA-119 9.1. */
function record({ id, sector, size, flags, more }: Record): Uint8Array {
  const padding = new Uint8Array(1 - (id.length % 2))
  const head = Uint8Array.of(
    0,
    0,
    ...bothEndian32(sector),
    ...bothEndian32(size),
    ...date,
    flags,
    0,
    0,
    ...bothEndian16(1),
  )
  const parts = [head, Uint8Array.of(id.length), id, padding, ...more]
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = joinBytes([...parts, new Uint8Array(length % 2)])
  bytes[0] = bytes.length
  return bytes
}

/** Level 1: eight letters, a dot and three letters, of A-Z, 0-9 and underscore, with a version. */
function identifier(naming: Naming, name: string): Uint8Array {
  if (naming === 'joliet') return ucs2(name)
  const [stem = '', end = ''] = name.split('.')
  const plain = (text: string, length: number) =>
    text
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '_')
      .slice(0, length)
  return latin(`${plain(stem, 8)}.${plain(end, 3)};1`)
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index])
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0)
}

/** SUSP 5.3: what follows in each record is of this protocol. */
const rockRidge = latin('SP\x07\x01\xbe\xef\x00')
/** SUSP 5.5, with the identifier of RRIP 1.09 and no words about it. */
const extension = latin('ER\x12\x01\x0a\x00\x00\x01RRIP_1991A')
/** RRIP 4.1.1: mode, links, owner, group; everything is root's, and only to be read. */
const posixFile = posix(0o100444, 1)
const posixFolder = posix(0o040555, 2)

function posix(mode: number, links: number): Uint8Array {
  const fields = [mode, links, 0, 0].flatMap((value) => [...bothEndian32(value)])
  return Uint8Array.of(...latin('PX\x24\x01'), ...fields)
}

/** RRIP 4.1.4. */
function alternateName(name: string): Uint8Array {
  return latin(`NM${String.fromCharCode(name.length + 5)}\x01\x00${name}`)
}
