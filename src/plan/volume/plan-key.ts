import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import { planRead, type Readable } from './chain.ts'
import { refuseOpen } from './refusals.ts'
import type { KnownVolume, VolumeScene } from './scene.ts'

/** The volume whose passphrase can be forgotten, or why not: a machine that has it open would not start again. */
export function planLock(scene: VolumeScene, volume: KnownVolume): Verdict<KnownVolume, Fault> {
  const no = refusePlain(volume, 'be locked') ?? refuseOpen(scene, volume, 'be locked')
  return no ? refuse(no) : approve(volume)
}

/** The volume that waits for a passphrase. One that has it may be tried, too. */
export function planUnlock(volume: KnownVolume): Verdict<KnownVolume, Fault> {
  const no = refusePlain(volume, 'be unlocked')
  return no ? refuse(no) : approve(volume)
}

/** A volume whose passphrase can be changed now, or why not. */
export function planRekey(scene: VolumeScene, volume: KnownVolume): Verdict<Readable, Fault> {
  const action = 'get another passphrase'
  const no = refusePlain(volume, action) ?? refuseOpen(scene, volume, action)
  return no ? refuse(no) : planRead(scene, volume)
}

/** Refuses what would need an encrypted volume; a damaged one is told as that. */
function refusePlain({ name, facts, problem }: KnownVolume, action: string): Fault | undefined {
  if (facts === null) return new Fault('volume.damaged', { volume: name, reason: problem })
  return facts.encrypted
    ? undefined
    : new Fault('volume.unfit', { volume: name, action, reason: 'it is not encrypted' })
}

/** Refuses where content would get out of its encryption, or a copy would be made that only looks encrypted. */
export function refuseEncrypted({ name, facts }: KnownVolume, action: string, reason: string): Fault | undefined {
  return facts?.encrypted === true ? new Fault('volume.unfit', { volume: name, action, reason }) : undefined
}
