import { readInfo } from '../disk/info.ts'
import type { VolumeSnapshot } from '../model/volume-snapshot.ts'
import type { VolumeKey } from '../plan/volume/scene.ts'
import { aloneLayer } from './layers.ts'

/** The states inside of a qcow2 file, as qemu-img tells them (qapi/block-core.json, SnapshotInfo), oldest first. */
export async function listSnapshots(key: VolumeKey, signal: AbortSignal): Promise<readonly VolumeSnapshot[]> {
  const { snapshots = [] } = await readInfo(aloneLayer(key), { isShared: true }, { signal })
  const found = snapshots as readonly { readonly name: string; readonly 'date-sec': number }[]
  return found.map((one) => ({ name: one.name, createdAt: new Date(one['date-sec'] * 1000).toISOString() }))
}
