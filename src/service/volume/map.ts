import { settle } from '../../kit/verdict.ts'
import type { VolumeName } from '../../model/name.ts'
import type { VolumeMap } from '../../model/volume.ts'
import { planCopy } from '../../plan/volume/refusals.ts'
import type { Deps } from '../deps.ts'
import { findVolume, readScene } from './scene.ts'

const deadlineMs = 60_000

/** What of a volume is allocated, and where. Refused while a machine writes to it. */
export async function mapVolume(
  deps: Pick<Deps, 'store' | 'volumes'>,
  name: VolumeName,
  signal: AbortSignal,
): Promise<VolumeMap> {
  const scene = await readScene(deps)
  const { chain } = settle(planCopy(scene, findVolume(scene, name), 'be mapped'))
  return deps.volumes.map(chain, 0, AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]))
}
