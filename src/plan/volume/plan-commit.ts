import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { Readable } from './chain.ts'
import { planRewrite, refuseOpen } from './refusals.ts'
import { belowOf, type KnownVolume, standingOn, type VolumeScene } from './scene.ts'

/** A volume whose content goes into the one that it stands on. */
export type CommitPlan = Readable & { readonly base: KnownVolume }

/** How a volume is written into its base, or why it cannot be: nobody else may need that base as it is. */
export function planCommit(scene: VolumeScene, volume: KnownVolume): Verdict<CommitPlan, Fault> {
  const action = 'be written into its base'
  const verdict = planRewrite(scene, volume, action)
  if (!verdict.ok) return verdict
  const base = belowOf(scene, volume)
  if (base === undefined) {
    return refuse(new Fault('volume.unfit', { volume: volume.name, action, reason: 'it stands on no other' }))
  }
  const open = refuseOpen(scene, base, 'be written to')
  if (open) return refuse(open)
  const others = standingOn(scene, base).flatMap(({ id, name }) => (id === volume.id ? [] : [name]))
  if (others.length > 0) {
    return refuse(new Fault('volume.stood-on', { volume: base.name, action: 'be written to', others }))
  }
  return approve({ ...verdict.plan, base })
}
