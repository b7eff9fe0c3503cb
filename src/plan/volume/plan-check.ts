import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { KnownVolume } from './scene.ts'

/** The volume, or why there is nothing to check. A damaged one is checked too. */
export function planCheck(volume: KnownVolume): Verdict<KnownVolume, Fault> {
  if (volume.facts?.encrypted === true && volume.keyFile === undefined) {
    return refuse(new Fault('volume.locked', { volume: volume.name }))
  }
  if (volume.format === 'qcow2') return approve(volume)
  const reason = `it is ${volume.format}, which has no tables that could be damaged`
  return refuse(new Fault('volume.unfit', { volume: volume.name, action: 'be checked', reason }))
}
