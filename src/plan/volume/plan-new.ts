import { formatBytes } from '../../kit/bytes.ts'
import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeClone, VolumeEmpty, VolumeLayout, Preallocation } from '../../model/volume.ts'
import { planRead } from './chain.ts'
import { refuseEncrypted } from './plan-key.ts'
import { planCopy } from './refusals.ts'
import { type KnownVolume, usesOf, type VolumeChain, type VolumeKey, type VolumeScene } from './scene.ts'

/** An empty disk, or one that keeps what differs from another. */
export type NewVolume = {
  readonly key: VolumeKey
  readonly sizeBytes: number
  readonly layout: LayoutWish
  readonly preallocation: Preallocation
  readonly base: VolumeKey | null
  /** With the passphrase that is kept for its id. */
  readonly encrypt?: boolean | undefined
}

/** What is undefined is as qemu-img chooses it. */
export type LayoutWish = { readonly [K in keyof VolumeLayout]?: VolumeLayout[K] | undefined }

/** A copy of a whole disk. */
export type VolumeCopy = {
  readonly from: VolumeChain
  readonly sizeBytes: number
  readonly key: VolumeKey
  readonly layout: LayoutWish
  readonly compress: boolean
  /** With the passphrase that is kept for its id. */
  readonly encrypt?: boolean | undefined
}

/** More than this is not taken in anywhere else either: 16 TiB. */
const largestDisk = 2 ** 44
const smallestDisk = 2 ** 20

/** An empty volume, or why it cannot be. */
export function planEmpty(want: VolumeEmpty, key: VolumeKey, freeBytes: number): Verdict<NewVolume, Fault> {
  const wrong = refuseSize(want.name, want.size)
  if (wrong) return refuse(wrong)
  const taken = want.preallocation === 'falloc' || want.preallocation === 'full'
  if (taken && freeBytes < want.size) {
    const [free, needed] = [formatBytes(freeBytes), formatBytes(want.size)]
    return refuse(new Fault('host.disk-full', { path: key.place.path, free, needed }))
  }
  const layout = layoutOf(want)
  return approve({
    key,
    sizeBytes: want.size,
    layout,
    preallocation: want.preallocation,
    base: null,
    encrypt: want.passphrase !== undefined,
  })
}

/** Refuses sizes that no disk has. */
export function refuseSize(volume: string, size: number): Fault | undefined {
  if (size % 512 !== 0) return new Fault('volume.wrong-size', { volume, reason: 'a disk is a multiple of 512 bytes' })
  if (size < smallestDisk) return new Fault('volume.wrong-size', { volume, reason: 'a disk has at least 1MiB' })
  const reason = 'a disk has at most 16TiB'
  return size > largestDisk ? new Fault('volume.wrong-size', { volume, reason }) : undefined
}

type LayoutKeys = Pick<VolumeEmpty, 'clusterSize' | 'compression' | 'lazyRefcounts' | 'extendedL2'>

export function layoutOf({ clusterSize, compression, lazyRefcounts, extendedL2 }: LayoutKeys): LayoutWish {
  return { clusterBytes: clusterSize, compression, lazyRefcounts, extendedL2 }
}

/** A copy of a volume, whole or standing on it. */
export type ClonePlan = { readonly copy: VolumeCopy } | { readonly overlay: NewVolume }

/** How a volume is cloned, or why it cannot be. What is stood on must stay as it is, so nobody may write to it. */
export function planClone(
  scene: VolumeScene,
  source: KnownVolume,
  want: VolumeClone,
  id: VolumeKey['id'],
): Verdict<ClonePlan, Fault> {
  const { place, format } = source
  if (!want.linked) {
    const verdict = planCopy(scene, source, 'be cloned')
    if (!verdict.ok) return verdict
    const { facts, chain } = verdict.plan
    const key = { place, id, format }
    return approve({
      copy: {
        from: chain,
        sizeBytes: facts.sizeBytes,
        key,
        layout: facts.layout ?? {},
        compress: false,
        encrypt: facts.encrypted,
      },
    })
  }
  const secret = refuseEncrypted(source, 'be stood on', 'it is encrypted, and what stood on it would not be')
  if (secret) return refuse(secret)
  const writers = usesOf(scene, source.name).filter(({ readOnly }) => !readOnly)
  if (writers.length > 0) {
    const users = writers.map(({ instance }) => instance)
    return refuse(new Fault('volume.in-use', { volume: source.name, action: 'be stood on', users }))
  }
  const verdict = planRead(scene, source)
  if (!verdict.ok) return verdict
  const key = { place, id, format: 'qcow2' } as const
  const { sizeBytes } = verdict.plan.facts
  return approve({ overlay: { key, sizeBytes, layout: {}, preallocation: 'off', base: verdict.plan.chain[0] } })
}
