import { settle } from '../../kit/verdict.ts'
import type { VolumeName } from '../../model/name.ts'
import type { Operation } from '../../model/operation.ts'
import type { VolumeExport } from '../../model/volume.ts'
import { refuseEncrypted } from '../../plan/volume/plan-key.ts'
import { planCopy } from '../../plan/volume/refusals.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext } from '../operation/begin.ts'
import { beginOnVolume } from './begin.ts'

/** Writes a copy that stands alone to a file outside of every pool. */
export async function exportVolume(
  deps: Deps,
  name: VolumeName,
  want: VolumeExport,
  request: RequestContext,
): Promise<Operation> {
  const wish = { kind: 'volume.export', action: 'export', name, cancellable: true, request } as const
  return beginOnVolume(deps, wish, (scene, volume) => {
    const { chain, facts } = settle(planCopy(scene, volume, 'be exported'))
    const secret = refuseEncrypted(
      volume,
      'be exported',
      'it is encrypted, and its copy would not be; --decrypt allows that',
    )
    if (secret && !want.decrypt) throw secret
    return async (task) => {
      await deps.volumes.exportTo(chain, facts.sizeBytes, want, task)
      return { name, path: want.path, format: want.format }
    }
  })
}
