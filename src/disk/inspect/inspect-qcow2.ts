import type { DiskBytes } from './disk-bytes.ts'
import { cutOff, damaged, type Inspection, type Objection, objectToSize, type Reference, unfit } from './inspection.ts'
import { type Qcow2Extensions, readQcow2Extensions } from './qcow2-extensions.ts'
import { parseQcow2Header, type Qcow2Header } from './qcow2-header.ts'

/** QEMU's own limits (block/qcow2.h): 32 MiB of L1 table, 8 MiB of refcount table, 65536 snapshots, 1023 bytes of name. */
const largestL1Bytes = 2 ** 25
const largestRefcountTableBytes = 2 ** 23
const mostSnapshots = 65_536
const longestName = 1023

/** Incompatible features (docs/interop/qcow2.txt). Dirty, compression type and extended L2 do no harm. */
const feature = { dirty: 1, corrupt: 2, dataFile: 4, compression: 8, extendedL2: 16 } as const
const known = feature.dirty | feature.corrupt | feature.dataFile | feature.compression | feature.extendedL2

/** Reads a qcow2 file of version 2 or 3 by its first cluster, where everything is that leads out of the file. */
export async function inspectQcow2(file: DiskBytes): Promise<Inspection> {
  const header = parseQcow2Header(await file.read(0, 112))
  if ('kind' in header) return unfit('qcow2', header)
  const shape = objectToShape(header)
  if (shape.length > 0) return unfit('qcow2', ...shape)
  const head = await file.read(0, 2 ** header.clusterBits)
  const extensions = readQcow2Extensions(head, header)
  return {
    format: 'qcow2',
    virtualSizeBytes: header.sizeBytes,
    refersTo: [...backingOf(head, header, extensions), ...dataFileOf(header, extensions)],
    isEncrypted: header.encryption !== 0 || extensions.isEncrypted,
    objections: [
      ...objectToSize(header.sizeBytes),
      ...objectToBacking(header),
      ...objectToTables(header, file.sizeBytes),
      ...(extensions.objection === undefined ? [] : [extensions.objection]),
    ],
  }
}

function objectToShape({ clusterBits, headerLength, refcountOrder, compression, features }: Qcow2Header): Objection[] {
  const found: Objection[] = []
  const object = (when: boolean, objection: Objection) => void (when && found.push(objection))
  object(clusterBits < 9 || clusterBits > 21, damaged(`its cluster size is not allowed (2^${clusterBits} bytes)`))
  object(headerLength % 8 !== 0 || headerLength > 2 ** clusterBits, damaged('the length of its header makes no sense'))
  object(refcountOrder > 6, damaged('its reference counts make no sense'))
  object(
    (features.low & feature.corrupt) !== 0,
    damaged('it is marked as corrupt; repair a copy with `qemu-img check -r all`'),
  )
  const isUnknown = features.high !== 0 || (features.low & ~known) !== 0
  object(isUnknown, { kind: 'format', reason: 'it uses features that are not known here' })
  object(compression > 1, { kind: 'format', reason: 'its compression is not known here' })
  return found
}

function backingOf(head: Uint8Array, header: Qcow2Header, { backingFormat }: Qcow2Extensions): readonly Reference[] {
  const { backingOffset, backingLength } = header
  if (backingOffset === 0 && backingLength === 0) return []
  const bytes = head.subarray(backingOffset, backingOffset + Math.min(backingLength, longestName))
  return [{ kind: 'backing-file', name: new TextDecoder().decode(bytes), format: backingFormat }]
}

function dataFileOf({ features }: Qcow2Header, { dataFile }: Qcow2Extensions): readonly Reference[] {
  const isUsed = dataFile !== undefined || (features.low & feature.dataFile) !== 0
  return isUsed ? [{ kind: 'data-file', name: dataFile ?? '' }] : []
}

function objectToBacking({ backingOffset, backingLength, clusterBits }: Qcow2Header): readonly Objection[] {
  const isSound = backingLength <= longestName && backingOffset + backingLength <= 2 ** clusterBits
  return isSound ? [] : [damaged('the name of its backing file makes no sense')]
}

function objectToTables(header: Qcow2Header, fileBytes: number): readonly Objection[] {
  const cluster = 2 ** header.clusterBits
  const entryBytes = (header.features.low & feature.extendedL2) === 0 ? 8 : 16
  const neededL1 = Math.ceil(header.sizeBytes / (cluster * (cluster / entryBytes)))
  const refcountBytes = header.refcountTableClusters * cluster
  const isL1Sound = header.l1Entries * 8 <= largestL1Bytes && header.l1Entries >= neededL1
  if (!isL1Sound) return [damaged('its L1 table makes no sense')]
  if (refcountBytes === 0 || refcountBytes > largestRefcountTableBytes)
    return [damaged('its refcount table makes no sense')]
  if (header.snapshots > mostSnapshots) return [damaged('it has too many snapshots')]
  const tables: readonly (readonly [offset: number, bytes: number])[] = [
    [header.l1Offset, header.l1Entries * 8],
    [header.refcountTableOffset, refcountBytes],
    // The shortest entry of the snapshot table has 40 bytes.
    ...(header.snapshots === 0 ? [] : [[header.snapshotsOffset, header.snapshots * 40] as const]),
  ]
  const isAligned = tables.every(([offset]) => offset >= cluster && offset % cluster === 0)
  if (!isAligned) return [damaged('its tables do not lie where they may')]
  const isInside = tables.every(([offset, bytes]) => offset + bytes <= fileBytes)
  return isInside ? [] : [cutOff('its tables lie beyond its end')]
}
