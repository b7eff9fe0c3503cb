import { bigEndian } from './fields.ts'
import { cutOff, damaged, type Objection } from './inspection.ts'

/** The fields of a qcow2 header (docs/interop/qcow2.txt), unchecked. Those of version 3 have their defaults in version 2. */
export type Qcow2Header = {
  readonly backingOffset: number
  readonly backingLength: number
  readonly clusterBits: number
  readonly sizeBytes: number
  /** 0 is none, 1 the old AES, 2 LUKS. */
  readonly encryption: number
  readonly l1Entries: number
  readonly l1Offset: number
  readonly refcountTableOffset: number
  readonly refcountTableClusters: number
  readonly snapshots: number
  readonly snapshotsOffset: number
  /** Incompatible features, as the bits of two numbers of 32 bits. */
  readonly features: { readonly high: number; readonly low: number }
  readonly refcountOrder: number
  readonly headerLength: number
  /** 0 is zlib, 1 is zstd. */
  readonly compression: number
}

const shortest = { 2: 72, 3: 104 } as const
const incomplete = cutOff('the header is not complete')

/** The header at the beginning of a file, or why there is none. */
export function parseQcow2Header(head: Uint8Array): Qcow2Header | Objection {
  if (head.length < shortest[2]) return incomplete
  const { u8, u32, u64 } = bigEndian(head)
  const version = u32(4)
  if (version !== 2 && version !== 3) return { kind: 'format', reason: `version ${version} of qcow2 is not known here` }
  if (head.length < shortest[version]) return incomplete
  const headerLength = version === 2 ? shortest[2] : u32(100)
  if (headerLength < shortest[version]) return damaged('the length of its header makes no sense')
  return {
    backingOffset: u64(8),
    backingLength: u32(16),
    clusterBits: u32(20),
    sizeBytes: u64(24),
    encryption: u32(32),
    l1Entries: u32(36),
    l1Offset: u64(40),
    refcountTableOffset: u64(48),
    refcountTableClusters: u32(56),
    snapshots: u32(60),
    snapshotsOffset: u64(64),
    features: version === 2 ? { high: 0, low: 0 } : { high: u32(72), low: u32(76) },
    refcountOrder: version === 2 ? 4 : u32(96),
    headerLength,
    compression: headerLength > 104 && head.length > 104 ? u8(104) : 0,
  }
}
