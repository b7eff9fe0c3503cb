import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { extensionRefusal } from './qcow2-extensions.ts'
import { parseQcow2Header, type Qcow2Header } from './qcow2-header.ts'

/** The largest disk that is taken in: 16 TiB. */
const largestDisk = 2 ** 44
/** QEMU's own limits (block/qcow2.h): 32 MiB of L1 table, 8 MiB of refcount table, 65536 snapshots. */
const largestL1Bytes = 2 ** 25
const largestRefcountTableBytes = 2 ** 23
const mostSnapshots = 65_536

/** Incompatible features (docs/interop/qcow2.txt): dirty, compression type and extended L2 do no harm. */
const harmless = 0b1_1001n
const corrupt = 0b10n
const dataFile = 0b100n

/**
 * Whether a qcow2 file stands alone and makes sense, before any other program looks at it: no backing file, no external
 * data file, no encryption, tables inside the file. `head` is its first cluster, or its first 2 MiB.
 */
export function inspectQcow2(
  head: Uint8Array,
  fileBytes: number,
): Verdict<{ readonly virtualSizeBytes: number }, string> {
  const header = parseQcow2Header(head)
  if (typeof header === 'string') return refuse(header)
  const reason = notAlone(header) ?? badShape(header) ?? badTables(header, fileBytes) ?? extensionRefusal(head, header)
  return reason === undefined ? approve({ virtualSizeBytes: Number(header.size) }) : refuse(reason)
}

function notAlone(header: Qcow2Header): string | undefined {
  const { incompatible } = header
  if (header.backingOffset !== 0n || header.backingLength !== 0) return 'it stands on another file (a backing file)'
  if ((incompatible & dataFile) !== 0n) return 'its data lie in another file (an external data file)'
  if ((incompatible & corrupt) !== 0n) return 'it is marked as corrupt; repair a copy with `qemu-img check -r all`'
  if ((incompatible & ~harmless) !== 0n) return 'it uses features that are not known here'
  return header.encryption === 0 ? undefined : 'it is encrypted'
}

function badShape(header: Qcow2Header): string | undefined {
  const { clusterBits, size, headerLength, refcountOrder, compression } = header
  if (clusterBits < 9 || clusterBits > 21) return `its cluster size is not allowed (2^${clusterBits} bytes)`
  if (size === 0n) return 'its disk is empty'
  if (size > BigInt(largestDisk)) return 'its disk is larger than 16 TiB'
  if (headerLength % 8 !== 0 || headerLength > 2 ** clusterBits) return 'the length of its header makes no sense'
  if (refcountOrder > 6) return 'its reference counts make no sense'
  return compression > 1 ? 'its compression is not known here' : undefined
}

function badTables(header: Qcow2Header, fileBytes: number): string | undefined {
  const cluster = 2 ** header.clusterBits
  const entryBytes = (header.incompatible & 0b1_0000n) === 0n ? 8 : 16
  const perL1Entry = BigInt(cluster) * BigInt(cluster / entryBytes)
  const neededL1 = (header.size + perL1Entry - 1n) / perL1Entry
  const refcountBytes = header.refcountTableClusters * cluster
  if (header.l1Entries * 8 > largestL1Bytes || BigInt(header.l1Entries) < neededL1) return 'its L1 table makes no sense'
  if (refcountBytes === 0 || refcountBytes > largestRefcountTableBytes) return 'its refcount table makes no sense'
  if (header.snapshots > mostSnapshots) return 'it has too many snapshots'
  const tables: readonly (readonly [offset: bigint, bytes: number])[] = [
    [header.l1Offset, header.l1Entries * 8],
    [header.refcountTableOffset, refcountBytes],
    // The shortest entry of the snapshot table has 40 bytes.
    ...(header.snapshots === 0 ? [] : [[header.snapshotsOffset, header.snapshots * 40] as const]),
  ]
  const aligned = tables.every(([offset]) => offset >= BigInt(cluster) && offset % BigInt(cluster) === 0n)
  if (!aligned) return 'its tables do not lie where they may'
  const inside = tables.every(([offset, bytes]) => offset + BigInt(bytes) <= BigInt(fileBytes))
  return inside ? undefined : 'it is cut off: its tables lie beyond its end'
}
