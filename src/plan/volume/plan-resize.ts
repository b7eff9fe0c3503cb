import { formatBytes } from '../../kit/bytes.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeMap, VolumeResize } from '../../model/volume.ts'
import type { Readable } from './chain.ts'
import type { InstanceName } from '../../model/name.ts'
import { planChange, refuseStoodOn } from './refusals.ts'
import { refuseSize } from './plan-new.ts'
import { type KnownVolume, usesOf, type VolumeScene } from './scene.ts'

export type ResizePlan = Readable & { readonly sizeBytes: number; readonly how: 'grow' | 'shrink' | 'keep' }

/** How a volume that no machine has open gets another size, or why it cannot. Shrinking is looked at once more by its map. */
export function planResize(scene: VolumeScene, volume: KnownVolume, want: VolumeResize): Verdict<ResizePlan, Fault> {
  const wrong = refuseSize(volume.name, want.size)
  if (wrong) return refuse(wrong)
  const verdict = planChange(scene, volume, 'be resized')
  if (!verdict.ok) return verdict
  const { facts } = verdict.plan
  const how = want.size > facts.sizeBytes ? 'grow' : want.size < facts.sizeBytes ? 'shrink' : 'keep'
  const no = how === 'shrink' ? refuseShrink(verdict.plan, want) : undefined
  return no ? refuse(no) : approve({ ...verdict.plan, sizeBytes: want.size, how })
}

function refuseShrink({ volume: { name }, facts }: Readable, { size, shrink }: VolumeResize): Fault | undefined {
  const no = (reason: string) => new Fault('volume.wrong-size', { volume: name, reason })
  if (!shrink) {
    const sizes = `${formatBytes(size)} is less than the ${formatBytes(facts.sizeBytes)} that it has`
    return no(`${sizes}; shrinking must be asked for (--shrink)`)
  }
  if (facts.snapshots > 0) return no('it keeps snapshots inside of it, which have the old size')
  if (facts.backing !== null) return no('it stands on another volume, which has something there; flatten it first')
  return undefined
}

/** How a volume that a machine writes to grows, or why it cannot. */
export type LiveGrowth = {
  readonly volume: KnownVolume
  readonly before: number
  readonly sizeBytes: number
  readonly instance: InstanceName
}

/** The growth of a volume that one machine has open; undefined when none has. */
export function planLiveGrowth(
  scene: VolumeScene,
  volume: KnownVolume,
  { size }: VolumeResize,
): Verdict<LiveGrowth, Fault> | undefined {
  const [user, ...more] = usesOf(scene, volume.name).filter(({ running }) => running)
  if (user === undefined) return undefined
  const no = refuseSize(volume.name, size) ?? refuseStoodOn(scene, volume, 'be resized')
  if (no) return refuse(no)
  if (user.readOnly || more.length > 0) {
    const users = [user, ...more].map(({ instance }) => instance)
    return refuse(new Fault('volume.in-use', { volume: volume.name, action: 'be resized', users }))
  }
  const before = volume.facts?.sizeBytes ?? 0
  const reason = `${user.instance} runs with it, so it can only grow; it has ${formatBytes(before)}`
  if (size < before) return refuse(new Fault('volume.wrong-size', { volume: volume.name, reason }))
  return approve({ volume, before, sizeBytes: size, instance: user.instance })
}

/** Refuses a new end before the last byte that anybody has written. */
export function refuseLoss(volume: string, sizeBytes: number, { extents, truncated }: VolumeMap): Fault | undefined {
  const lost = extents.find(({ start, length, kind }) => kind === 'data' && start + length > sizeBytes)
  if (lost === undefined && !truncated) return undefined
  const last = extents.findLast(({ kind }) => kind === 'data')
  const end = last === undefined ? '' : `; data reach to ${formatBytes(last.start + last.length)}`
  return new Fault('volume.wrong-size', { volume, reason: `there are data beyond ${formatBytes(sizeBytes)}${end}` })
}
