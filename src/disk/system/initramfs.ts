import { unpack } from '../../host/unpack.ts'
import { latin1 } from '../inspect/fields.ts'
import { Pieces } from './pieces.ts'

/** What an initramfs is packed with, by its first bytes (linux, lib/decompress.c). Those without a way to unpack are told by name. */
const packings: readonly (readonly [name: string, mark: string, by?: 'gzip' | 'zstd'])[] = [
  ['gzip', '\x1f\x8b', 'gzip'],
  ['zstd', '\x28\xb5\x2f\xfd', 'zstd'],
  ['xz', '\xfd7zXZ'],
  ['lz4', '\x02\x21\x4c\x18'],
  ['bzip2', 'BZh'],
  ['lzma', '\x5d\0\0'],
  ['lzo', '\x89LZO'],
]

const mebibyte = 2 ** 20
/** Those of distributions have 30 to 400 MiB unpacked. */
const mostBytes = 2048 * mebibyte
const mostEntries = 200_000
const mostNameBytes = 4096
const mostBuiltinBytes = mebibyte

/** Drivers as the kernel names them: `virtio_blk`. `builtIn`: whether those are among them that the kernel itself has. */
export type Drivers = { readonly names: Set<string>; builtIn: boolean }

/**
 * The drivers in an initramfs: modules, and what its kernel has built in. Archives may follow each other, and only the last is
 * packed. Rejects with RangeError where it is damaged, too large or packed in a way that is not known here.
 */
export async function driversInInitramfs(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Drivers> {
  const drivers: Drivers = { names: new Set(), builtIn: false }
  const pieces = new Pieces(content)
  try {
    await readArchives(pieces, drivers, signal, true)
    return drivers
  } finally {
    await pieces.end()
  }
}

async function readArchives(
  pieces: Pieces,
  drivers: Drivers,
  signal: AbortSignal,
  mayBePacked: boolean,
): Promise<void> {
  for (;;) {
    while ((await pieces.peek(1))[0] === 0) await pieces.skip(1)
    const head = latin1(await pieces.peek(6))
    if (head === '') return
    if (head === '070701' || head === '070702') await readArchive(pieces, drivers, signal)
    else return mayBePacked ? readPacked(head, pieces, drivers, signal) : undefined
  }
}

async function readPacked(head: string, pieces: Pieces, drivers: Drivers, signal: AbortSignal): Promise<void> {
  const [name, , by] = packings.find(([, mark]) => head.startsWith(mark)) ?? ['something unknown']
  if (by === undefined) throw new RangeError(`it is packed by ${name}, which is not read here`)
  const inner = new Pieces(unpack(pieces.rest(), by))
  try {
    await readArchives(inner, drivers, signal, false)
  } finally {
    await inner.end()
  }
}

/** One archive of the kind newc (linux, Documentation/driver-api/early-userspace/buffer-format.rst). */
async function readArchive(pieces: Pieces, drivers: Drivers, signal: AbortSignal): Promise<void> {
  let bytes = 0
  for (let entries = 0; entries < mostEntries; entries++) {
    signal.throwIfAborted()
    const header = await pieces.take(110)
    if (header === undefined) throw new RangeError('it is cut off')
    const field = (index: number) => Number.parseInt(latin1(header.subarray(6 + index * 8, 14 + index * 8)), 16)
    const [size, nameLength] = [field(6), field(11)]
    bytes += size
    if (!(nameLength > 0 && nameLength <= mostNameBytes && bytes <= mostBytes))
      throw new RangeError('it makes no sense')
    const name = await pieces.take(padded(110 + nameLength) - 110)
    if (name === undefined) throw new RangeError('it is cut off')
    const path = latin1(name.subarray(0, nameLength - 1))
    if (path === 'TRAILER!!!') return
    await readEntry(path, size, pieces, drivers)
  }
  throw new RangeError('it has too many files')
}

async function readEntry(path: string, size: number, pieces: Pieces, drivers: Drivers): Promise<void> {
  const module = moduleOf(path)
  if (module !== undefined) drivers.names.add(module)
  if (path.endsWith('/modules.builtin') && size <= mostBuiltinBytes) {
    const text = latin1((await pieces.take(padded(size)))?.subarray(0, size) ?? new Uint8Array())
    for (const name of builtInBy(text)) drivers.names.add(name)
    drivers.builtIn = true
  } else if (!(await pieces.skip(padded(size)))) throw new RangeError('it is cut off')
}

/** The drivers in a list of what a kernel has built in: `modules.builtin`. */
export function builtInBy(list: string): readonly string[] {
  return list.split('\n').flatMap((line) => moduleOf(line) ?? [])
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

/** `usr/lib/modules/6.1.0-18-amd64/kernel/drivers/block/virtio_blk.ko.xz` is virtio_blk. */
function moduleOf(path: string): string | undefined {
  return /(?:^|\/)([^/]+)\.ko(?:\.(?:xz|zst|gz))?$/.exec(path)?.[1]?.replaceAll('-', '_')
}
