import { Fault } from '../../model/fault.ts'
import type { Image } from '../../model/image.ts'
import type { Deps } from '../deps.ts'
import { discardWarmOf } from '../warm/remove.ts'
import { showImage } from './show.ts'

/** Removes an image that no instance stands on. */
export async function deleteImage(deps: Deps, reference: string): Promise<Image> {
  const { digest } = await showImage(deps, reference)
  using _lease = deps.leases.take(digest, 'delete')
  // Whoever began to use it before the lease was ours has recorded it by now.
  const image = await showImage(deps, digest)
  if (image.usedBy.length > 0) throw new Fault('image.in-use', { image: reference, users: image.usedBy })
  await discardWarmOf(deps, image.digest)
  await deps.store.commit([{ kind: 'image', delete: image.digest }])
  await deps.library.remove(image.digest)
  deps.events.publish('image.deleted', image.names[0] ?? image.digest, { digest: image.digest })
  return image
}
