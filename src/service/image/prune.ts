import type { Leftover } from '../../contract/image-source.ts'
import type { Image, UnusedItem } from '../../model/image.ts'
import type { UnusedListing } from '../../model/listing.ts'
import type { Deps } from '../deps.ts'
import { allImages } from './create.ts'
import { discardWarmOf } from '../warm/remove.ts'
import { viewImages } from './view.ts'

type Wish = { readonly all: boolean }
type Unused = { readonly images: readonly Image[]; readonly leftovers: readonly Leftover[] }

/** What `deleteUnused` would remove now. */
export async function listUnused(deps: Deps, wish: Wish): Promise<UnusedListing> {
  return listingOf(await unused(deps, wish))
}

/**
 * Removes what nothing needs. Throws instance.busy while an image is being made. What somebody has begun to use meanwhile
 * stays.
 */
export async function deleteUnused(deps: Deps, wish: Wish): Promise<UnusedListing> {
  using _making = deps.leases.take(allImages, 'prune')
  const { images, leftovers } = await unused(deps, wish)
  const removed: Image[] = []
  for (const image of images) if (await removeIfFree(deps, image)) removed.push(image)
  for (const leftover of leftovers) await deps.library.removeLeftover(leftover)
  return listingOf({ images: removed, leftovers })
}

async function removeIfFree(deps: Deps, { digest, names }: Image): Promise<boolean> {
  if (deps.leases.isTaken(digest)) return false
  using _lease = deps.leases.take(digest, 'prune')
  const record = (await deps.store.get('image', digest))?.value
  const [now] = await viewImages(deps, record ? [record] : [])
  if (!now || now.usedBy.length > 0) return false
  await discardWarmOf(deps, digest)
  await deps.store.commit([{ kind: 'image', delete: digest }])
  await deps.library.remove(digest)
  deps.events.publish('image.deleted', names[0] ?? digest, { digest })
  return true
}

async function unused(deps: Deps, { all }: Wish): Promise<Unused> {
  const records = (await deps.store.list('image', { limit: await deps.store.count('image') })).map(({ value }) => value)
  const images = await viewImages(deps, records)
  const free = images.filter(({ names, usedBy }) => usedBy.length === 0 && (all || names.length === 0))
  const leftovers = await leftoversOf(deps)
  return {
    images: free,
    leftovers: (await isForeign(deps)) ? leftovers.filter(({ kind }) => kind !== 'folder') : leftovers,
  }
}

/** Folders of instances that nobody knows may stand on files of images that nobody knows. */
async function isForeign({ store, engine }: Deps): Promise<boolean> {
  const instances = await store.list('instance', { limit: await store.count('instance') })
  return (await engine.unknownFolders(new Set(instances.map(({ value }) => value.id)))).length > 0
}

/** What lies beside the images that are recorded. */
export async function leftoversOf({ store, library }: Pick<Deps, 'store' | 'library'>): Promise<readonly Leftover[]> {
  const images = await store.list('image', { limit: await store.count('image') })
  return await library.leftovers(new Set(images.map(({ value }) => value.digest)))
}

function listingOf({ images, leftovers }: Unused): UnusedListing {
  const items: readonly UnusedItem[] = [
    ...images.map(({ digest, names, sizeBytes }) => ({ kind: 'image' as const, name: names[0] ?? digest, sizeBytes })),
    ...leftovers,
  ]
  return { items, sizeBytes: items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
}
