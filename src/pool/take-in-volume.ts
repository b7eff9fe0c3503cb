import type { ForeignWish, VolumeJob } from '../contract/volume-store.ts'
import { countData } from '../disk/count-data.ts'
import { type ForeignDisk, openDeviceDisk, openForeignDisk } from '../disk/foreign-disk.ts'
import { RefusedDisk } from '../disk/refused-disk.ts'
import { planTaking, takeIn } from '../disk/take-in.ts'
import { isBlockDevice } from '../host/block-device.ts'
import { freeBytes } from '../host/free-space.ts'
import { Fault } from '../model/fault.ts'
import type { VolumeDrivers } from '../model/volume-drivers.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { draftPath } from './files.ts'
import { diskFull } from './pool-fault.ts'
import { readDrivers } from './read-drivers.ts'

/**
 * Writes a draft with the content of a file from outside, which was inspected before qemu-img sees it, and tells which drivers
 * the Linux on it has.
 */
export async function takeInVolume(
  { path, format }: ForeignWish,
  key: VolumeKey,
  job: VolumeJob,
): Promise<VolumeDrivers> {
  const { signal, report } = job
  if (key.format === 'luks') throw new RangeError('a file is taken in without encryption')
  const { format: target } = key
  try {
    report('looking at the file')
    const isDevice = await isBlockDevice(path)
    await using disk = await (isDevice ? openDeviceDisk(path) : openForeignDisk(path, format))
    const free = await freeBytes(key.place.path)
    const plan = await planTaking(disk, target, { signal }, isDevice ? Number.POSITIVE_INFINITY : free)
    const needed = key.format === 'raw' ? disk.inspection.virtualSizeBytes : plan.mostBytes
    if (free < plan.mostBytes) await requireRoom(disk, key, isDevice ? free : undefined, plan.mostBytes, job)
    const tell = (done: number) => report('copying', { done, total: 100, unit: 'percent' })
    const mostBytes = Math.max(needed, plan.mostBytes)
    await takeIn(disk, { path: draftPath(key), format: target }, { mostBytes }, { signal, tell })
    report('looking for drivers')
    return await readDrivers(draftPath(key), target, signal)
  } catch (error) {
    if (!(error instanceof RefusedDisk)) throw error
    throw new Fault('image.refused', { path, ...error.objection }, { cause: error })
  }
}

/** What copies leave out of zeros: a cluster of qcow2, a page of raw. */
const unitBytes = { qcow2: 65_536, raw: 4096 } as const

/** A device does not tell what of it was never written, so where it would not fit whole it is read to find out. */
async function requireRoom(
  disk: ForeignDisk,
  { place, format }: VolumeKey,
  deviceFree: number | undefined,
  mostBytes: number,
  { signal, report }: VolumeJob,
): Promise<void> {
  if (deviceFree === undefined || format === 'luks') throw await diskFull(place.path, mostBytes)
  const tables = mostBytes - disk.inspection.virtualSizeBytes
  const tell = (done: number) => report('looking how much it is', { done, total: 100, unit: 'percent' })
  const data = await countData(disk.file, unitBytes[format], deviceFree - tables, { signal, tell })
  if (data + tables > deviceFree) throw await diskFull(place.path, undefined)
}
