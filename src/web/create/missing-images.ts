import type { ImageCreateInput } from '../../model/image.ts'
import type { ImageListing } from '../../model/listing.ts'
import { mediumImage } from '../../model/medium-name.ts'
import { findRecipe } from '../../model/recipe-name.ts'
import type { RawSpec } from '../spec/draft.ts'

/** An image that a spec names and that is not here yet, and how to get it. */
type Missing = { readonly name: string; readonly wish: ImageCreateInput }

/** What has to be built or pulled before an instance can be made: its image, and the medium in its drive. */
export function missingImages(listing: ImageListing, { image, cdrom, arch }: RawSpec): readonly Missing[] {
  const medium = typeof cdrom === 'string' ? mediumImage(cdrom) : undefined
  const architecture = typeof arch === 'string' ? arch : undefined
  return [image, medium].flatMap((name) => (typeof name === 'string' ? missing(listing, name, architecture) : []))
}

function missing(
  { images, recipes, catalog }: ImageListing,
  wanted: string,
  arch: string | undefined,
): readonly Missing[] {
  const isHere = (name: string) => images.some(({ names }) => names.some((one) => one === name))
  if (isHere(wanted)) return []
  const recipe = findRecipe(recipes, wanted, arch)
  if (recipe) return isHere(recipe.name) ? [] : [{ name: recipe.name, wish: { kind: 'build', recipe: recipe.name } }]
  const published = findRecipe(catalog, wanted, arch)
  if (!published || isHere(published.name)) return []
  return [{ name: published.name, wish: { kind: 'pull', from: published.name } }]
}
