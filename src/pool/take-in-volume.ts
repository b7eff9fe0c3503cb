import type { ForeignWish, VolumeJob } from '../contract/volume-store.ts'
import { openDeviceDisk, openForeignDisk } from '../disk/foreign-disk.ts'
import { RefusedDisk } from '../disk/refused-disk.ts'
import { planTaking, takeIn } from '../disk/take-in.ts'
import { isBlockDevice } from '../host/block-device.ts'
import { freeBytes } from '../host/free-space.ts'
import { Fault } from '../model/fault.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { draftPath } from './files.ts'
import { diskFull } from './pool-fault.ts'

/** Writes a draft with the content of a file from outside, which was inspected before qemu-img sees it. */
export async function takeInVolume({ path, format }: ForeignWish, key: VolumeKey, job: VolumeJob): Promise<void> {
  const { signal, report } = job
  if (key.format === 'luks') throw new RangeError('a file is taken in without encryption')
  const { format: target } = key
  try {
    report('looking at the file')
    const isDevice = await isBlockDevice(path)
    await using disk = await (isDevice ? openDeviceDisk(path) : openForeignDisk(path, format))
    const free = await freeBytes(key.place.path)
    // A device does not tell what of it was never written, so nobody knows beforehand what its copy takes.
    const plan = await planTaking(disk, target, { signal }, isDevice ? Number.POSITIVE_INFINITY : free)
    const needed = key.format === 'raw' ? disk.inspection.virtualSizeBytes : plan.mostBytes
    if (!isDevice && free < plan.mostBytes) throw await diskFull(key.place.path, plan.mostBytes)
    const tell = (done: number) => report('copying', { done, total: 100, unit: 'percent' })
    const mostBytes = Math.max(needed, plan.mostBytes)
    await takeIn(disk, { path: draftPath(key), format: target }, { mostBytes }, { signal, tell })
  } catch (error) {
    if (!(error instanceof RefusedDisk)) throw error
    throw new Fault('image.refused', { path, ...error.objection }, { cause: error })
  }
}
