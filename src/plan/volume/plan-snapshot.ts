import { refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { planRead, type Readable } from './chain.ts'
import { refuseOpen, refuseStoodOn } from './refusals.ts'
import type { KnownVolume, VolumeScene } from './scene.ts'

export type SnapshotAct = 'create' | 'restore' | 'remove'

const actions = { create: 'keep a state', restore: 'go back to a state', remove: 'forget a state' } as const

/** A volume that can keep states inside of itself, or why it cannot do this with one now. */
export function planSnapshot(scene: VolumeScene, volume: KnownVolume, act: SnapshotAct): Verdict<Readable, Fault> {
  const action = actions[act]
  if (volume.format !== 'qcow2') {
    const reason = `it is ${volume.format}, and only a qcow2 file can keep states`
    return refuse(new Fault('volume.unfit', { volume: volume.name, action, reason }))
  }
  const no = refuseOpen(scene, volume, action) ?? (act === 'restore' ? refuseStoodOn(scene, volume, action) : undefined)
  return no ? refuse(no) : planRead(scene, volume)
}
