import type { VolumeId } from '../../../model/name.ts'
import type { DiskLimits } from '../../../model/spec-devices.ts'
import { Undo } from '../../../kit/undo.ts'
import { within } from '../../../kit/within.ts'
import type { PluggedDisk } from '../../../contract/engine.ts'
import { virtioDisk } from '../argv/disk.ts'
import { underIommu } from '../argv/iommu.ts'
import { keyObjects, limitsObject, throttleLimits, volumeNames, volumeNodes } from '../argv/volume.ts'
import type { QmpArguments } from '../qmp/commands.ts'
import type { Monitor } from './monitor.ts'
import { isRefusal, plugIn } from './plug-in.ts'

/** How long a guest may take to let go of a disk, in milliseconds: Linux takes one second, one that boots several. */
const releaseMs = 15_000

/** How long opening may take, in milliseconds: a passphrase is tried for seconds of processor time on purpose. */
const openMs = 30_000

/** Volumes that come, change and go while a machine runs. Rejects with QmpError. */
export class Disks {
  readonly #monitor: Pick<Monitor, 'call'>
  readonly #leaving = new Map<string, () => void>()

  constructor(monitor: Pick<Monitor, 'call'>) {
    this.#monitor = monitor
  }

  /** QEMU has told that a device is gone. */
  gone(device: string | undefined): void {
    this.#leaving.get(device ?? '')?.()
  }

  /** False when no port is free. What it has begun is taken back when it fails. */
  async attach(disk: PluggedDisk, signal: AbortSignal): Promise<boolean> {
    const { source, readOnly } = disk
    // A daemon that ended in the middle may have left some of them.
    await this.#removeNodes(source.id, signal)
    await using undo = new Undo()
    undo.push('remove its nodes', () => this.#removeNodes(source.id, AbortSignal.timeout(releaseMs)))
    for (const object of [...keyObjects(source), limitsObject(source)]) {
      await this.#monitor.call('object-add', object, signal)
    }
    for (const node of volumeNodes(source, readOnly)) {
      await this.#monitor.call('blockdev-add', node as QmpArguments['blockdev-add'], signal, openMs)
    }
    const isPlugged = await this.#plugIn(disk, signal)
    if (isPlugged) undo.keep()
    return isPlugged
  }

  /** False when the guest does not let go of it in time. */
  async detach(id: VolumeId, signal: AbortSignal): Promise<boolean> {
    const { device } = volumeNames(id)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#leaving.set(device, resolve)
    try {
      if (await this.#unplug(device, signal)) {
        await within(promise, releaseMs, signal, () => new Error('late')).catch(() => signal.throwIfAborted())
        // The guest may have let go without our having heard of it.
        if (await this.#unplug(device, signal)) return false
      }
    } finally {
      this.#leaving.delete(device)
    }
    await this.#removeNodes(id, signal)
    return true
  }

  async resize(id: VolumeId, sizeBytes: number, signal: AbortSignal): Promise<void> {
    await this.#monitor.call('block_resize', { 'node-name': volumeNames(id).top, size: sizeBytes }, signal)
  }

  async limit(id: VolumeId, limits: DiskLimits, signal: AbortSignal): Promise<void> {
    const path = `/objects/${volumeNames(id).group}`
    await this.#monitor.call('qom-set', { path, property: 'limits', value: throttleLimits(limits) }, signal)
  }

  async #plugIn(disk: PluggedDisk, signal: AbortSignal): Promise<boolean> {
    const { device: id, top: drive } = volumeNames(disk.source.id)
    return await plugIn(this.#monitor, virtioDisk(disk, disk, { id, drive, ...underIommu(disk) }), signal)
  }

  /** False when there is no such device (any more). */
  async #unplug(id: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#monitor.call('device_del', { id }, signal)
      return true
    } catch (error) {
      if (isRefusal(error, /not found/i)) return false
      if (isRefusal(error, /already in the process of unplug/i)) return true
      throw error
    }
  }

  async #removeNodes(id: VolumeId, signal: AbortSignal): Promise<void> {
    const { top, image, group, key } = volumeNames(id)
    const quietly = (error: unknown) => {
      if (!isRefusal(error, /failed to find|not found/i)) throw error
    }
    for (const node of [top, image])
      await this.#monitor.call('blockdev-del', { 'node-name': node }, signal).catch(quietly)
    for (const object of [group, key]) await this.#monitor.call('object-del', { id: object }, signal).catch(quietly)
  }
}
