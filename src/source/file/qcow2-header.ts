/** The fields of a qcow2 header (docs/interop/qcow2.txt), unchecked. Those of version 3 have their defaults in version 2. */
export type Qcow2Header = {
  readonly version: 2 | 3
  readonly backingOffset: bigint
  readonly backingLength: number
  readonly clusterBits: number
  readonly size: bigint
  readonly encryption: number
  readonly l1Entries: number
  readonly l1Offset: bigint
  readonly refcountTableOffset: bigint
  readonly refcountTableClusters: number
  readonly snapshots: number
  readonly snapshotsOffset: bigint
  readonly incompatible: bigint
  readonly refcountOrder: number
  readonly headerLength: number
  /** 0 is zlib, 1 is zstd. */
  readonly compression: number
}

const shortest = { 2: 72, 3: 104 } as const

/** The header, or why there is none. */
export function parseQcow2Header(head: Uint8Array): Qcow2Header | string {
  if (head.length < shortest[2]) return 'it is cut off: the header is not complete'
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (view.getUint32(0) !== 0x514649fb) return 'it does not begin as a qcow2 file does'
  const version = view.getUint32(4)
  if (version !== 2 && version !== 3) return `version ${version} of the format is not known here`
  if (head.length < shortest[version]) return 'it is cut off: the header is not complete'
  const headerLength = version === 2 ? shortest[2] : view.getUint32(100)
  if (headerLength < shortest[version]) return 'the length of its header makes no sense'
  return {
    version,
    backingOffset: view.getBigUint64(8),
    backingLength: view.getUint32(16),
    clusterBits: view.getUint32(20),
    size: view.getBigUint64(24),
    encryption: view.getUint32(32),
    l1Entries: view.getUint32(36),
    l1Offset: view.getBigUint64(40),
    refcountTableOffset: view.getBigUint64(48),
    refcountTableClusters: view.getUint32(56),
    snapshots: view.getUint32(60),
    snapshotsOffset: view.getBigUint64(64),
    incompatible: version === 2 ? 0n : view.getBigUint64(72),
    refcountOrder: version === 2 ? 4 : view.getUint32(96),
    headerLength,
    compression: headerLength > 104 && head.length > 104 ? view.getUint8(104) : 0,
  }
}
