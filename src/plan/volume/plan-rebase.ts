import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { planRead } from './chain.ts'
import { refuseEncrypted } from './plan-key.ts'
import { refuseOpen, refuseStoodOn } from './refusals.ts'
import { belowOf, type KnownVolume, usesOf, type VolumeChain, type VolumeKey, type VolumeScene } from './scene.ts'

/** A volume that shall stand on another. */
export type VolumeRebase = {
  readonly key: VolumeKey
  readonly sizeBytes: number
  /** What it reads from until now; null when only its header is to be written, because that is lost or to be forgotten. */
  readonly from: VolumeChain | null
  readonly onto: VolumeChain
}

/**
 * How a volume gets another base, or why it cannot. A safe one reads the same after it; an unsafe one takes the word of the
 * person that the other base has what the first had, so also a lost base can be replaced.
 */
export function planRebase(
  scene: VolumeScene,
  volume: KnownVolume,
  base: KnownVolume,
  unsafe: boolean,
): Verdict<VolumeRebase, Fault> {
  const no = refuseRebase(scene, volume) ?? refuseBase(scene, volume, base)
  if (no) return refuse(no)
  const onto = planRead(scene, base)
  if (!onto.ok) return onto
  const { facts, place, id, format } = volume
  const key = { place, id, format }
  if (unsafe && facts !== null) return approve({ key, sizeBytes: facts.sizeBytes, from: null, onto: onto.plan.chain })
  const from = planRead(scene, volume)
  if (!from.ok) return from
  return approve({ key, sizeBytes: from.plan.facts.sizeBytes, from: from.plan.chain, onto: onto.plan.chain })
}

const rebased = 'get another base'

function refuseRebase(scene: VolumeScene, volume: KnownVolume): Fault | undefined {
  const unfit = (reason: string) => new Fault('volume.unfit', { volume: volume.name, action: rebased, reason })
  const no = refuseOpen(scene, volume, rebased) ?? refuseStoodOn(scene, volume, rebased)
  if (no) return no
  const secret = refuseEncrypted(volume, rebased, 'it is encrypted, and stands alone')
  if (secret) return secret
  if (volume.format !== 'qcow2') return unfit(`it is ${volume.format}, and only a qcow2 volume stands on another`)
  const snapshots = volume.facts?.snapshots ?? 0
  return snapshots > 0 ? unfit(`it keeps ${snapshots} states inside of it, which need the base that it has`) : undefined
}

function refuseBase(scene: VolumeScene, volume: KnownVolume, base: KnownVolume): Fault | undefined {
  const unfit = (reason: string) => new Fault('volume.unfit', { volume: volume.name, action: rebased, reason })
  if (base.facts?.encrypted === true) return unfit(`"${base.name}" is encrypted, and what stood on it would not be`)
  if (base.id === volume.id) return unfit('it cannot stand on itself')
  if (base.pool !== volume.pool) return unfit(`"${base.name}" lies in another pool`)
  for (let below: KnownVolume | undefined = base; below; below = belowOf(scene, below)) {
    if (below.id === volume.id) return unfit(`"${base.name}" stands on it`)
  }
  const users = usesOf(scene, base.name).flatMap(({ instance, readOnly }) => (readOnly ? [] : [instance]))
  return users.length === 0
    ? undefined
    : new Fault('volume.in-use', { volume: base.name, action: 'be stood on', users })
}
