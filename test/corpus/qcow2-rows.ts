import { big, type Edit, edited, text } from './edit.ts'
import type { Row } from './row.ts'

/** Offsets of the header (QEMU, docs/interop/qcow2.txt). */
const at = {
  version: 4,
  backingOffset: 8,
  backingLength: 16,
  clusterBits: 20,
  size: 24,
  encryption: 32,
  l1Entries: 36,
  l1Offset: 40,
  refcountOffset: 48,
  refcountClusters: 56,
  snapshots: 60,
  snapshotsOffset: 64,
  incompatible: 72,
  refcountOrder: 96,
  headerLength: 100,
  compression: 104,
  extensions: 112,
} as const

const farAway = 2n ** 40n
/** Room in the first cluster that nothing uses. */
const free = 8192

function changed(name: string, expect: Row['expect'], ...edits: readonly Edit[]): Row {
  return {
    name: `${name}.qcow2`,
    declared: 'qcow2',
    make: async (bases) => edited(await bases.sound('qcow2'), ...edits),
    expect,
  }
}

function backing(name: string, path: (canary: string) => string): Row {
  const make: Row['make'] = async (bases) => {
    const file = path(bases.canary)
    const edits = [text(free, file), big('u64', at.backingOffset, free), big('u32', at.backingLength, file.length)]
    return edited(await bases.sound('qcow2'), ...edits)
  }
  return { name: `${name}.qcow2`, make, expect: 'refers' }
}

function dataFile(name: string, path: (canary: string) => string, ...edits: readonly Edit[]): Row {
  const make: Row['make'] = async (bases) => {
    const file = path(bases.canary)
    const extension = [big('u32', at.extensions, 0x44415441), big('u32', at.extensions + 4, file.length)]
    return edited(await bases.sound('qcow2'), ...extension, text(at.extensions + 8, file), ...edits)
  }
  return { name: `${name}.qcow2`, make, expect: 'refers' }
}

/** A change at the place that a field of the header points to. */
function behind(field: number, edit: (offset: number) => Edit): Edit {
  return (bytes) => edit(Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(field)))(bytes)
}

const outside: readonly Row[] = [
  backing('backing-abs', (canary) => canary),
  backing('backing-rel', (canary) => `../${canary.split('/').at(-1)}`),
  backing('backing-json', (canary) => `json:{"driver":"raw","file":{"driver":"file","filename":"${canary}"}}`),
  backing('backing-nbd', () => 'nbd://127.0.0.1:10809/x'),
  backing('backing-http', () => 'http://169.254.169.254/latest/meta-data'),
  backing('backing-dev', () => '/dev/zero'),
  backing('backing-huge-name', (canary) => canary.padEnd(4000, '/')),
  backing('loop-a', () => 'loop-b.qcow2'),
  backing('loop-b', () => 'loop-a.qcow2'),
  ...Array.from({ length: 64 }, (_, index) => backing(`chain-${index + 1}`, () => `chain-${index}.qcow2`)),
  changed('backing-len-huge', 'refers', big('u32', at.backingLength, 0xffff_ffff), big('u64', at.backingOffset, free)),
  changed('backing-off-eof', 'refers', big('u32', at.backingLength, 9), big('u64', at.backingOffset, farAway)),
  changed('backing-length-alone', 'refers', big('u32', at.backingLength, 9)),
  dataFile('datafile-abs', (canary) => canary, big('u64', at.incompatible, 4)),
  dataFile(
    'datafile-json',
    (canary) => `json:{"driver":"file","filename":"${canary}"}`,
    big('u64', at.incompatible, 4),
  ),
  dataFile('datafile-without-feature', (canary) => canary),
  changed('incompat-data', 'refers', big('u64', at.incompatible, 4)),
]

const shape: readonly Row[] = [
  changed('version-1', 'format', big('u32', at.version, 1)),
  changed('version-9', 'format', big('u32', at.version, 9)),
  changed('crypt-1', 'encrypted', big('u32', at.encryption, 1)),
  changed('crypt-9', 'encrypted', big('u32', at.encryption, 9)),
  changed('incompat-unknown', 'format', big('u64', at.incompatible, 32)),
  changed('incompat-highest', 'format', big('u64', at.incompatible, 2n ** 63n)),
  changed('incompat-corrupt', 'damaged', big('u64', at.incompatible, 2)),
  ...[0, 8, 22, 31, 63].map((bits) => changed(`clusterbits-${bits}`, 'damaged', big('u32', at.clusterBits, bits))),
  changed('refcount-order-7', 'damaged', big('u32', at.refcountOrder, 7)),
  ...[0, 109, 2 ** 31].map((bytes) => changed(`hdrlen-${bytes}`, 'damaged', big('u32', at.headerLength, bytes))),
  changed('compression-9', 'format', (bytes) => bytes.set([9], at.compression)),
  changed('extension-endless', 'damaged', big('u32', at.extensions, 0x6803f857), big('u32', 116, 0xffff_ffff)),
  changed('extension-luks', 'encrypted', big('u32', at.extensions, 0x0537be77)),
  changed('size-0', 'damaged', big('u64', at.size, 0)),
  changed('size-8EiB', 'too-large', big('u64', at.size, 2n ** 63n)),
  changed('size-neg', 'too-large', big('u64', at.size, 2n ** 64n - 1n)),
]

const tables: readonly Row[] = [
  changed(
    'l1-self',
    'damaged',
    behind(at.l1Offset, (l1) => big('u64', l1, 2n ** 63n + BigInt(l1))),
  ),
  changed('l1-overlaps-header', 'damaged', big('u64', at.l1Offset, 0)),
  changed('l1off-unaligned', 'damaged', big('u64', at.l1Offset, 65_536 + 8)),
  changed('l1off-eof', 'cut-off', big('u64', at.l1Offset, farAway)),
  changed('l1size-0', 'damaged', big('u32', at.l1Entries, 0)),
  changed('l1size-max', 'damaged', big('u32', at.l1Entries, 0xffff_ffff)),
  changed('reftab-off-eof', 'cut-off', big('u64', at.refcountOffset, farAway)),
  changed('reftab-clusters-0', 'damaged', big('u32', at.refcountClusters, 0)),
  changed('reftab-clusters-max', 'damaged', big('u32', at.refcountClusters, 0xffff_ffff)),
  changed(
    'refcount-missing',
    'damaged',
    behind(at.refcountOffset, (table) => big('u64', table, 0)),
  ),
  changed('nsnap-max', 'damaged', big('u32', at.snapshots, 0xffff_ffff)),
  changed('snapoff-eof', 'cut-off', big('u32', at.snapshots, 1), big('u64', at.snapshotsOffset, farAway)),
]

const cuts = [0, 1, 3, 4, 71, 72, 103, 104, 511, 512, 4096, 65_536, 131_072]

const cut: readonly Row[] = [
  ...cuts.map(
    (bytes): Row => ({
      name: `trunc-${bytes}.qcow2`,
      declared: 'qcow2',
      make: async (bases) => (await bases.sound('qcow2')).subarray(0, bytes),
      expect: 'refused',
    }),
  ),
  {
    name: 'half.qcow2',
    make: async (bases) => {
      const bytes = await bases.sound('qcow2')
      return bytes.subarray(0, bytes.length / 2)
    },
    expect: 'damaged',
  },
]

const sound: readonly Row[] = [
  ['v3'],
  ['v2', 'compat=0.10'],
  ['compressed', '-c'],
  ['zstd', '-c', 'compression_type=zstd'],
  ['extended-l2', 'extended_l2=on,cluster_size=128k'],
  ['cluster-512', 'cluster_size=512'],
  ['cluster-2M', 'cluster_size=2M'],
  ['refcount-1', 'refcount_bits=1'],
  ['lazy', 'lazy_refcounts=on'],
].map(([name, ...options]) => ({
  name: `sound-${name}.qcow2`,
  make: async (bases) => await bases.sound('qcow2', ...options),
  expect: 'safe',
}))

export const qcow2Rows: readonly Row[] = [...outside, ...shape, ...tables, ...cut, ...sound]
