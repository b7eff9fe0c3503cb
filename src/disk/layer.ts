import type { DiskFormat } from '../model/disk-format.ts'

/**
 * One disk, as qemu-img is told of it: a file with its format, and what it stands on. A backing file is one of ours and
 * named here; what the header of the file says of one is never followed.
 */
export type DiskLayer = {
  /** Absolute. */
  readonly path: string
  readonly format: DiskFormat | 'luks'
  /** With which it is opened, where it is encrypted. */
  readonly key?: Key | undefined
  /** A block device of the host, and not a file. */
  readonly isDevice?: boolean | undefined
  readonly backing?: DiskLayer | undefined
}

/** A passphrase, in a file that nobody else can read; it never stands on a command line. `id` is its name for QEMU. */
export type Key = { readonly id: string; readonly file: string }

/** One that a disk shall be opened with. `unlockMs`: how long trying it takes here, and so each guess of somebody else. */
export type NewKey = Key & { readonly unlockMs: number }

/** The name of the disk for qemu-img, with which nothing is left for it to guess (QEMU, docs: `json:{}`). */
export function layerName(layer: DiskLayer): string {
  return `json:${JSON.stringify(nodeOf(layer))}`
}

/** The name of a format in QEMU. */
export function qemuFormat(format: DiskLayer['format']): string {
  return format === 'vhd' ? 'vpc' : format
}

function nodeOf(layer: DiskLayer): Readonly<Record<string, unknown>> {
  const { path, format, key, isDevice, backing } = layer
  if (!path.startsWith('/')) throw new RangeError(`the path of a disk is absolute: ${path}`)
  return {
    driver: qemuFormat(format),
    file: { driver: isDevice === true ? 'host_device' : 'file', filename: path },
    // The other way of counting, by cylinders, depends on which program has written the file, and may lose its end.
    ...(format === 'vhd' && { force_size_calc: 'current_size' }),
    ...(key !== undefined && format === 'luks' && { 'key-secret': key.id }),
    ...(key !== undefined && format === 'qcow2' && { encrypt: { format: 'luks', 'key-secret': key.id } }),
    ...(format !== 'raw' && format !== 'luks' && { backing: backing === undefined ? null : nodeOf(backing) }),
  }
}
