import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import {
  belowOf,
  type KnownVolume,
  type VolumeChain,
  type VolumeFacts,
  type VolumeKey,
  type VolumeScene,
} from './scene.ts'

/** More would make every read slow, and only a mistake makes so many. */
const deepestChain = 64

/** A volume that can be read, and what it stands on, down to the ground. */
export type Readable = { readonly volume: KnownVolume; readonly facts: VolumeFacts; readonly chain: VolumeChain }

/** The volume with its chain, or why it cannot be read now. */
export function planRead(scene: VolumeScene, volume: KnownVolume): Verdict<Readable, Fault> {
  const below: VolumeKey[] = []
  for (let top = volume; ; ) {
    if (top.facts === null)
      return refuse(damaged(volume, top === volume ? top.problem : `"${top.name}", on which it stands: ${top.problem}`))
    if (top.facts.encrypted && top.keyFile === undefined)
      return refuse(new Fault('volume.locked', { volume: top.name }))
    if (top.facts.backing === null) break
    const next = belowOf(scene, top)
    if (next === undefined) return refuse(damaged(volume, 'what it stands on is not a volume of its pool'))
    if (below.length >= deepestChain) return refuse(damaged(volume, `it stands on more than ${deepestChain} others`))
    below.push(keyOf(next))
    top = next
  }
  return volume.facts === null
    ? refuse(damaged(volume, volume.problem))
    : approve({ volume, facts: volume.facts, chain: [keyOf(volume), ...below] })
}

function keyOf({ place, id, format, keyFile }: VolumeKey): VolumeKey {
  return { place, id, format, ...(keyFile !== undefined && { keyFile }) }
}

function damaged({ name }: KnownVolume, reason: string): Fault {
  return new Fault('volume.damaged', { volume: name, reason })
}
