import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { refuseStoodOn } from './refusals.ts'
import { type KnownVolume, usesOf, type VolumeScene } from './scene.ts'

/** The volume that may go, or why not: a damaged one may, too. */
export function planDelete(scene: VolumeScene, volume: KnownVolume): Verdict<KnownVolume, Fault> {
  const action = 'be deleted'
  const users = usesOf(scene, volume.name).map(({ instance }) => instance)
  if (users.length > 0) return refuse(new Fault('volume.in-use', { volume: volume.name, action, users }))
  const stoodOn = refuseStoodOn(scene, volume, action)
  return stoodOn ? refuse(stoodOn) : approve(volume)
}
