import { settle } from '../../kit/verdict.ts'
import type { Volume } from '../../model/volume.ts'
import { planDelete } from '../../plan/volume/plan-delete.ts'
import type { Deps } from '../deps.ts'
import { leaseOf } from './create.ts'
import { findVolume, readScene } from './scene.ts'
import { showVolume } from './view.ts'

/** Removes a volume that nobody uses and that nothing stands on. What it was is answered. */
export async function deleteVolume(deps: Deps, name: string): Promise<Volume> {
  using _lease = deps.leases.take(leaseOf(name), 'delete')
  const scene = await readScene(deps)
  const volume = settle(planDelete(scene, findVolume(scene, name)))
  const was = await showVolume(deps, name)
  // Out of sight, then out of the records: a crash in between puts it back.
  await deps.volumes.leave(volume)
  await deps.store.commit([{ kind: 'volume', delete: volume.name }]).catch(async (error: unknown) => {
    // After a write that may have come through, the next daemon goes by the record.
    if (deps.store.trouble === null) await deps.volumes.putBack(volume)
    throw error
  })
  await deps.volumes.remove(volume)
  await deps.volumes.forgetKey(volume.id)
  deps.events.publish('volume.deleted', name)
  return was
}
