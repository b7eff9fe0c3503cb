import { joinBytes } from '../../kit/join-bytes.ts'
import { crc32 } from '../../host/checksum.ts'

export const sectorBytes = 512

/** One partition; both ends are counted in sectors of 512 bytes, and the last one belongs to it. */
export type Partition = {
  /** 1 to 128. */
  readonly number: number
  readonly type: string
  readonly id: string
  readonly name: string
  readonly first: number
  readonly last: number
}

/** What kinds of partitions are called in a table (UEFI specification 5.3.3, Discoverable Partitions Specification). */
export const partitionTypes = {
  biosBoot: '21686148-6449-6e6f-744e-656564454649',
  efiSystem: 'c12a7328-f81f-11d2-ba4b-00a0c93ec93b',
  rootX86: '4f68bce3-e8cd-4db1-96e7-fbcaf984b709',
} as const

const entryBytes = 128
const entryCount = 128
const tableSectors = (entryBytes * entryCount) / sectorBytes

/** The table twice: with a protective MBR for the first 34 sectors of the disk, and for its last 33. */
export type PartitionTable = { readonly front: Uint8Array; readonly back: Uint8Array }

/** A GUID partition table (UEFI specification 5.3). The first 440 bytes, for boot code, are zero. */
export function partitionTable(id: string, sectors: number, partitions: readonly Partition[]): PartitionTable {
  const entries = entriesOf(partitions)
  const last = sectors - 1
  const primary = header({ id, own: 1, other: last, entries, entriesAt: 2, sectors })
  const backup = header({ id, own: last, other: 1, entries, entriesAt: last - tableSectors, sectors })
  return {
    front: joinBytes([protectiveMbr(sectors), primary, entries]),
    back: joinBytes([entries, backup]),
  }
}

type Header = {
  readonly id: string
  readonly own: number
  readonly other: number
  readonly entries: Uint8Array
  readonly entriesAt: number
  readonly sectors: number
}

function header({ id, own, other, entries, entriesAt, sectors }: Header): Uint8Array {
  const bytes = new Uint8Array(sectorBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('EFI PART'))
  view.setUint32(8, 0x0001_0000, true)
  view.setUint32(12, 92, true)
  view.setBigUint64(24, BigInt(own), true)
  view.setBigUint64(32, BigInt(other), true)
  view.setBigUint64(40, BigInt(2 + tableSectors), true)
  view.setBigUint64(48, BigInt(sectors - 2 - tableSectors), true)
  bytes.set(guidBytes(id), 56)
  view.setBigUint64(72, BigInt(entriesAt), true)
  view.setUint32(80, entryCount, true)
  view.setUint32(84, entryBytes, true)
  view.setUint32(88, crc32(entries), true)
  view.setUint32(16, crc32(bytes.subarray(0, 92)), true)
  return bytes
}

function entriesOf(partitions: readonly Partition[]): Uint8Array {
  const bytes = new Uint8Array(entryBytes * entryCount)
  const view = new DataView(bytes.buffer)
  for (const { number, type, id, name, first, last } of partitions) {
    const at = (number - 1) * entryBytes
    bytes.set(guidBytes(type), at)
    bytes.set(guidBytes(id), at + 16)
    view.setBigUint64(at + 32, BigInt(first), true)
    view.setBigUint64(at + 40, BigInt(last), true)
    for (let index = 0; index < Math.min(name.length, 36); index += 1)
      view.setUint16(at + 56 + index * 2, name.charCodeAt(index), true)
  }
  return bytes
}

/** One partition of type EE over all that an MBR can count, so that old tools see no empty disk. */
function protectiveMbr(sectors: number): Uint8Array {
  const bytes = new Uint8Array(sectorBytes)
  const view = new DataView(bytes.buffer)
  bytes.set([0x00, 0x00, 0x02, 0x00, 0xee, 0xff, 0xff, 0xff], 446)
  view.setUint32(454, 1, true)
  view.setUint32(458, Math.min(sectors - 1, 0xffff_ffff), true)
  view.setUint16(510, 0xaa55, true)
  return bytes
}

/** The first three groups of a GUID are stored with their lowest byte first, the others as they are written. */
function guidBytes(guid: string): Uint8Array {
  const [a = '', b = '', c = '', d = '', e = ''] = guid.split('-')
  const pairs = (text: string) => text.match(/../g) ?? []
  const order = [a, b, c].flatMap((group) => pairs(group).toReversed())
  return Uint8Array.from([...order, ...pairs(d), ...pairs(e)], (pair) => Number.parseInt(pair, 16))
}
