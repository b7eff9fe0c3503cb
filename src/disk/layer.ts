import type { DiskFormat } from '../model/disk-format.ts'

/**
 * One disk, as qemu-img is told of it: a file with its format, and what it stands on. A backing file is one of ours and
 * named here; what the header of the file says of one is never followed.
 */
export type DiskLayer = {
  /** Absolute. */
  readonly path: string
  readonly format: DiskFormat
  readonly backing?: DiskLayer | undefined
}

/** The name of the disk for qemu-img, with which nothing is left for it to guess (QEMU, docs: `json:{}`). */
export function layerName(layer: DiskLayer): string {
  return `json:${JSON.stringify(nodeOf(layer))}`
}

/** The name of a format in QEMU. */
export function qemuFormat(format: DiskFormat): string {
  return format === 'vhd' ? 'vpc' : format
}

function nodeOf(layer: DiskLayer): Readonly<Record<string, unknown>> {
  const { path, format, backing } = layer
  if (!path.startsWith('/')) throw new RangeError(`the path of a disk is absolute: ${path}`)
  return {
    driver: qemuFormat(format),
    file: { driver: 'file', filename: path },
    // The other way of counting, by cylinders, depends on which program has written the file, and may lose its end.
    ...(format === 'vhd' && { force_size_calc: 'current_size' }),
    ...(format !== 'raw' && { backing: backing === undefined ? null : nodeOf(backing) }),
  }
}
