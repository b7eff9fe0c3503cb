import type { ImageDigest, WarmId } from '../../model/name.ts'
import type { WarmImage } from '../../model/warm.ts'
import type { Deps } from '../deps.ts'
import { readWarm, warmOfImage } from './records.ts'
import { viewWarm } from './view.ts'

type Cooling = Pick<Deps, 'store' | 'engine' | 'events' | 'waiting'>

/** The record goes first: what a crash leaves then is a folder that nobody names, and the next daemon removes it. */
export async function discardWarm(deps: Cooling, id: WarmId): Promise<void> {
  await deps.store.commit([{ kind: 'warm', delete: id }])
  await deps.waiting.dropOf(id)
  await deps.engine.warm.discard(id)
  deps.events.publish('image.cooled', id)
}

/** Removes a warm image, and says what it was. Instances that began from it keep what they need of it. */
export async function deleteWarm(deps: Deps, id: WarmId): Promise<WarmImage> {
  const was = await viewWarm(deps, await readWarm(deps, id))
  await discardWarm(deps, id)
  return was
}

/** When an image goes, nothing can begin from its guests any more. */
export async function discardWarmOf(deps: Cooling, image: ImageDigest): Promise<void> {
  for (const { id } of await warmOfImage(deps, image)) await discardWarm(deps, id)
}
