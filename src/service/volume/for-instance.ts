import { settle } from '../../kit/verdict.ts'
import type { VolumeName } from '../../model/name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { PlannedVolume, PlannedVolumes } from '../../plan/instance/start-plan.ts'
import type { Readable } from '../../plan/volume/chain.ts'
import { planUse, type Wanting } from '../../plan/volume/plan-use.ts'
import type { VolumeScene } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import { leaseOf } from './create.ts'
import { findVolume, readScene, volumesIn } from './scene.ts'

type Known = Pick<Deps, 'store' | 'volumes'>

/** The volumes that an instance has by its spec; throws why it cannot have one of them. Most specs name none. */
export async function plannedVolumes(deps: Known, spec: InstanceSpec, instance: string): Promise<PlannedVolumes> {
  const wanted = volumesIn(spec)
  if (wanted.length === 0) return new Map()
  const scene = await readScene(deps)
  return new Map(
    wanted.map(({ volume, readOnly }) => [volume, plannedVolume(deps, scene, volume, { instance, readOnly })] as const),
  )
}

/** One volume for an instance, or the refusal thrown. */
export function plannedVolume(deps: Known, scene: VolumeScene, name: VolumeName, wanting: Wanting): PlannedVolume {
  const { chain, volume }: Readable = settle(planUse(scene, findVolume(scene, name), wanting))
  const layers = chain.map((key) => ({
    path: deps.volumes.path(key) ?? '',
    format: key.format,
    ...(key.keyFile !== undefined && { keyFile: key.keyFile }),
  }))
  return { id: volume.id, layers }
}

/** Holds the volumes of a spec until it is recorded who has them, so that nobody else gets or changes one meanwhile. */
export function claimVolumes({ leases }: Pick<Deps, 'leases'>, spec: InstanceSpec, action: string): Disposable {
  using claims = new DisposableStack()
  for (const { volume, readOnly } of volumesIn(spec)) {
    const name = leaseOf(volume)
    claims.use(readOnly ? leases.share(name) : leases.take(name, action))
  }
  return claims.move()
}
