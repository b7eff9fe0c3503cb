/** Bytes of one cluster, as qemu-img chooses it. */
const clusterBits = 16
const clusterBytes = 1 << clusterBits
/** 16-bit reference counts: 2^refcountOrder bits. */
const refcountOrder = 4
const refcountsPerBlock = clusterBytes / 2
/** An L2 table is one cluster of 8-byte entries, each for one cluster. */
const bytesPerL1Entry = (clusterBytes / 8) * clusterBytes

const magic = 0x514649fb
const headerBytes = 112
const backingFormatExtension = 0xe2792aca

export type Base = { readonly path: string; readonly format: 'qcow2' | 'raw' | 'luks' }

/**
 * A new qcow2 file without data: header, reference counts and an empty L1 table (QEMU, docs/interop/qcow2.txt, version 3).
 * What `qemu-img create` makes, in one write. `sizeBytes` is a multiple of 512, up to 64 TiB.
 */
export function newQcow2(sizeBytes: number, base: Base | null): Uint8Array {
  const l1Entries = Math.ceil(sizeBytes / bytesPerL1Entry)
  const l1Clusters = Math.max(1, Math.ceil((l1Entries * 8) / clusterBytes))
  // One block of counts speaks for 32,768 clusters: more than this file ever has while it is new.
  const [refcountTable, refcountBlock, l1Table] = [1, 2, 3]
  const clusters = l1Table + l1Clusters
  if (clusters > refcountsPerBlock) throw new RangeError(`a disk of ${sizeBytes} bytes is too large`)

  const bytes = new Uint8Array(clusters * clusterBytes)
  const view = new DataView(bytes.buffer)
  writeHeader(view, {
    sizeBytes,
    l1Entries,
    l1Offset: l1Table * clusterBytes,
    refcountOffset: refcountTable * clusterBytes,
  })
  if (base) writeBase(bytes, view, base)
  view.setBigUint64(refcountTable * clusterBytes, BigInt(refcountBlock * clusterBytes))
  for (let cluster = 0; cluster < clusters; cluster++) view.setUint16(refcountBlock * clusterBytes + cluster * 2, 1)
  return bytes
}

type Layout = {
  readonly sizeBytes: number
  readonly l1Entries: number
  readonly l1Offset: number
  readonly refcountOffset: number
}

function writeHeader(view: DataView, { sizeBytes, l1Entries, l1Offset, refcountOffset }: Layout): void {
  view.setUint32(0, magic)
  view.setUint32(4, 3)
  view.setUint32(20, clusterBits)
  view.setBigUint64(24, BigInt(sizeBytes))
  view.setUint32(36, l1Entries)
  view.setBigUint64(40, BigInt(l1Offset))
  view.setBigUint64(48, BigInt(refcountOffset))
  view.setUint32(56, 1)
  view.setUint32(96, refcountOrder)
  view.setUint32(100, headerBytes)
}

/** The format of the base as a header extension, then its path; both are for tools, our own command lines name every layer. */
function writeBase(bytes: Uint8Array, view: DataView, { path, format }: Base): void {
  const encoder = new TextEncoder()
  const name = encoder.encode(format)
  view.setUint32(headerBytes, backingFormatExtension)
  view.setUint32(headerBytes + 4, name.length)
  bytes.set(name, headerBytes + 8)
  // The extension is padded to 8 bytes; the end of extensions is 8 zero bytes.
  const end = headerBytes + 8 + Math.ceil(name.length / 8) * 8 + 8
  const file = encoder.encode(path)
  // A qcow2 header has room for 1023 bytes of path.
  if (file.length > 1023) throw new RangeError('the path of the base is longer than 1023 bytes')
  bytes.set(file, end)
  view.setBigUint64(8, BigInt(end))
  view.setUint32(16, file.length)
}
