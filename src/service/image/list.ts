import type { Image } from '../../model/image.ts'
import type { ImageListing } from '../../model/listing.ts'
import type { Deps } from '../deps.ts'
import { viewImages } from './view.ts'

export type ImageList = {
  readonly images: readonly Image[]
  readonly recipes: ReturnType<Deps['library']['recipes']>
  readonly catalog: ImageListing['catalog']
}

/** The images that are here, newest first, the recipes that can be built, and what can be pulled. */
export async function listImages(deps: Pick<Deps, 'store' | 'library'>): Promise<ImageList> {
  const records = (await deps.store.list('image', { limit: 10_000 })).map(({ value }) => value)
  const images = await viewImages(deps, records)
  const { library } = deps
  return {
    images: images.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)),
    recipes: library.recipes(),
    catalog: library.catalog(),
  }
}
