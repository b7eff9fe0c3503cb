import { refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { planRead, type Readable } from './chain.ts'
import { refuseStoodOn } from './refusals.ts'
import { type KnownVolume, usesOf, type VolumeScene } from './scene.ts'

/** Who wants a volume as a disk. */
export type Wanting = { readonly instance: string; readonly readOnly: boolean }

/** A volume for an instance, or why it cannot have it: one alone may write, or all may only read. */
export function planUse(
  scene: VolumeScene,
  volume: KnownVolume,
  { instance, readOnly }: Wanting,
): Verdict<Readable, Fault> {
  const others = usesOf(scene, volume.name).filter((use) => use.instance !== instance)
  const inTheWay = readOnly ? others.filter((use) => !use.readOnly) : others
  if (inTheWay.length > 0) {
    const [action, users] = [`be a disk of ${instance}`, inTheWay.map((use) => use.instance)]
    return refuse(new Fault('volume.in-use', { volume: volume.name, action, users }))
  }
  const stoodOn = readOnly ? undefined : refuseStoodOn(scene, volume, 'be written to')
  return stoodOn ? refuse(stoodOn) : planRead(scene, volume)
}
