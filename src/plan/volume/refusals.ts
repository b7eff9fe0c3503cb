import { refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { planRead, type Readable } from './chain.ts'
import { type KnownVolume, standingOn, usesOf, type VolumeScene } from './scene.ts'

/** Refuses while a machine has the volume open. */
export function refuseOpen(scene: VolumeScene, { name }: KnownVolume, action: string): Fault | undefined {
  const users = usesOf(scene, name).filter(({ running }) => running)
  if (users.length === 0) return undefined
  return new Fault('volume.in-use', { volume: name, action, users: users.map(({ instance }) => instance) })
}

/** Refuses what would change the content that others stand on. */
export function refuseStoodOn(scene: VolumeScene, volume: KnownVolume, action: string): Fault | undefined {
  const others = standingOn(scene, volume).map(({ name }) => name)
  return others.length === 0 ? undefined : new Fault('volume.stood-on', { volume: volume.name, action, others })
}

/** A volume whose file can be replaced by another now: it can be read, nobody has it open, nobody stands on it. */
export function planChange(scene: VolumeScene, volume: KnownVolume, action: string): Verdict<Readable, Fault> {
  const no = refuseOpen(scene, volume, action) ?? refuseStoodOn(scene, volume, action)
  return no ? refuse(no) : planRead(scene, volume)
}

/** A volume that can be read as a whole now: no machine writes to it meanwhile. */
export function planCopy(scene: VolumeScene, volume: KnownVolume, action: string): Verdict<Readable, Fault> {
  const writers = usesOf(scene, volume.name).filter(({ running, readOnly }) => running && !readOnly)
  if (writers.length > 0) {
    const users = writers.map(({ instance }) => instance)
    return refuse(new Fault('volume.in-use', { volume: volume.name, action, users }))
  }
  return planRead(scene, volume)
}

/** What keeps more in its file than a copy would have. */
export function planRewrite(scene: VolumeScene, volume: KnownVolume, action: string): Verdict<Readable, Fault> {
  const verdict = planChange(scene, volume, action)
  if (!verdict.ok || verdict.plan.facts.snapshots === 0) return verdict
  const reason = `it keeps ${verdict.plan.facts.snapshots} snapshots inside of it, which would be lost`
  return refuse(new Fault('volume.unfit', { volume: volume.name, action, reason }))
}
