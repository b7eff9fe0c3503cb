import { settle } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Volume } from '../../model/volume.ts'
import { planLock, planRekey, planUnlock } from '../../plan/volume/plan-key.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'
import { leaseOf } from './create.ts'
import { findVolume, readScene } from './scene.ts'
import { showVolume } from './view.ts'

/** Forgets the passphrase of a volume: until it is unlocked again nobody can use it. */
export async function lockVolume(deps: Deps, name: VolumeName): Promise<Volume> {
  using _lease = deps.leases.take(leaseOf(name), 'lock')
  const scene = await readScene(deps)
  const volume = settle(planLock(scene, findVolume(scene, name)))
  await deps.volumes.forgetKey(volume.id)
  deps.events.publish('volume.changed', name, { what: 'key' })
  return showVolume(deps, name)
}

/** Keeps the passphrase of a volume, when it opens it. */
export async function unlockVolume(
  deps: Deps,
  name: VolumeName,
  passphrase: string,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.unlock', action: 'unlock', name, cancellable: true, request } as const
  return beginOnVolume(deps, wish, (_scene, found) => {
    const volume = settle(planUnlock(found))
    return async (task) => {
      task.report('trying the passphrase')
      if (!(await deps.volumes.unlock(volume, passphrase, task.signal))) {
        throw new Fault('volume.wrong-passphrase', { volume: name })
      }
      deps.events.publish('volume.changed', name, { what: 'key' })
      return { name }
    }
  })
}

/** Gives a volume another passphrase. What is in it is not written anew: its own key stays. */
export async function rekeyVolume(
  deps: Deps,
  name: VolumeName,
  passphrase: string,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.rekey', action: 'rekey', name, cancellable: false, request } as const
  return beginOnVolume(deps, wish, (scene, found) => {
    const { volume } = settle(planRekey(scene, found))
    return async (task) => {
      task.report('changing the passphrase')
      await deps.volumes.changeKey(volume, passphrase, task.signal)
      deps.events.publish('volume.changed', name, { what: 'key' })
      return { name }
    }
  })
}
