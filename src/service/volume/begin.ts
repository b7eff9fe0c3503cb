import type { VolumeName } from '../../model/name.ts'
import type { Operation, OperationKind } from '../../model/operation.ts'
import type { KnownVolume, VolumeScene } from '../../plan/volume/scene.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Work } from '../operation/begin.ts'
import { leaseOf } from './create.ts'
import { findVolume, readScene } from './scene.ts'

type Wish = {
  readonly kind: OperationKind
  readonly action: string
  readonly name: VolumeName
  readonly cancellable: boolean
  readonly request: RequestContext
}

/** Decides what shall be done with one volume; throws the refusal. What it puts into `resources` is held until the end. */
type Decide = (scene: VolumeScene, volume: KnownVolume, resources: DisposableStack) => Work | Promise<Work>

/** Begins work on a volume that nobody else may touch meanwhile. Refusals come at once, before anything is changed. */
export async function beginOnVolume(deps: Deps, wish: Wish, decide: Decide): Promise<Operation> {
  const { kind, action, name, cancellable, request } = wish
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  using resources = new DisposableStack()
  resources.use(deps.leases.take(leaseOf(name), action))
  const scene = await readScene(deps)
  const work = await decide(scene, findVolume(scene, name), resources)
  return await deps.operations.begin({ kind, target: name, cancellable, request, resources: resources.move() }, work)
}
