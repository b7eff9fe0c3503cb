import { formatBytes } from '../kit/bytes.ts'
import type { DiskFormat } from '../model/disk-format.ts'
import { RunError } from '../host/run.ts'
import { checkDisk } from './check.ts'
import { convertDisk } from './convert.ts'
import type { ForeignDisk } from './foreign-disk.ts'
import type { DiskLayer } from './layer.ts'
import { measureDisk } from './measure.ts'
import { complaintOf } from './complaint.ts'
import type { Job } from './qemu-img.ts'
import { RefusedDisk } from './refused-disk.ts'

const mebibyte = 2 ** 20
/** What packed data may become: 200 times as much, or 64 MiB. Systems on disks are packed 2 to 10 times as small. */
const mostUnpacked = { times: 200, bytes: 64 * mebibyte } as const

export type TakePlan = {
  /** What the copy takes at most. */
  readonly mostBytes: number
}

/**
 * Looks through all tables of a disk that was inspected, and measures its copy; nothing is written. Throws RefusedDisk when
 * it is damaged, or would unpack to more than makes sense. A raw disk is measured only where `freeBytes` would not hold a full one.
 */
export async function planTaking(
  disk: ForeignDisk,
  target: DiskFormat,
  job: Job,
  freeBytes?: number,
): Promise<TakePlan> {
  const { layer, file, inspection } = disk
  const { virtualSizeBytes } = inspection
  const mostOfRaw = virtualSizeBytes + Math.ceil(virtualSizeBytes / 2048) + 16 * mebibyte
  if (layer.format === 'raw' && freeBytes !== undefined && mostOfRaw <= freeBytes) return { mostBytes: mostOfRaw }
  if (hasChecks(layer.format)) await requireSound(layer, virtualSizeBytes, job)
  const { requiredBytes, fullBytes } = await measureDisk(layer, target, virtualSizeBytes, job).catch(refuse)
  const isPacked = layer.format === 'qcow2' || layer.format === 'vmdk'
  if (isPacked) requireSense(requiredBytes, file.sizeBytes)
  // A file without compression has no more data than bytes, even where qemu-img cannot tell which of them are data.
  const inFile = file.sizeBytes + (fullBytes - virtualSizeBytes)
  return { mostBytes: (isPacked ? requiredBytes : Math.min(requiredBytes, inFile)) + mebibyte }
}

/** Copies a disk as it was planned. Throws RefusedDisk, also when the file was changed meanwhile. */
export async function takeIn(
  disk: ForeignDisk,
  target: { readonly path: string; readonly format: DiskFormat },
  { mostBytes }: TakePlan,
  job: Job,
): Promise<void> {
  await convertDisk(disk.layer, disk.inspection.virtualSizeBytes, { ...target, mostBytes }, job).catch(refuse)
  if (await disk.file.hasChanged())
    throw new RefusedDisk({ kind: 'changed', reason: 'it was changed while it was read' })
}

/** qemu-img has no check of raw and vhd; the tables of vhd are looked at by our inspector. */
function hasChecks(format: DiskLayer['format']): boolean {
  return format !== 'raw' && format !== 'vhd'
}

async function requireSound(layer: DiskLayer, diskBytes: number, job: Job): Promise<void> {
  const { state, corruptions } = await checkDisk(layer, diskBytes, job).catch(refuse)
  if (state === 'damaged') throw new RefusedDisk(damageOf(corruptions))
}

function requireSense(requiredBytes: number, fileBytes: number): void {
  if (requiredBytes <= Math.max(mostUnpacked.bytes, fileBytes * mostUnpacked.times)) return
  const [packed, unpacked] = [formatBytes(fileBytes), formatBytes(requiredBytes)]
  throw new RefusedDisk({ kind: 'too-large', reason: `its ${packed} would unpack to ${unpacked}` })
}

function damageOf(corruptions: number): { readonly kind: 'damaged'; readonly reason: string } {
  const places = corruptions === 1 ? 'one place' : `${corruptions} places`
  return {
    kind: 'damaged',
    reason: corruptions === 0 ? 'its tables are damaged' : `its tables are damaged in ${places}`,
  }
}

/** What qemu-img says of a file is a reason to refuse it, unless it is the host that lacks something. */
function refuse(error: unknown): never {
  const complaint = error instanceof RunError ? complaintOf(error) : undefined
  throw complaint === undefined ? error : new RefusedDisk(complaint, { cause: error })
}
