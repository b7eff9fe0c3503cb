import type { ImageRecord, Versioned } from '../../contract/store.ts'
import { nearest } from '../../kit/nearest.ts'
import type { Architecture } from '../../model/architecture.ts'
import { Fault } from '../../model/fault.ts'
import { findRecipe } from '../../model/recipe-name.ts'
import type { ImageChoice } from '../../plan/instance/plan-create.ts'
import type { Deps } from '../deps.ts'

/**
 * The image that a reference means: a name, the alias of a recipe, or the beginning of a digest. With an architecture,
 * `tiny` means what its recipe for that makes.
 */
export async function resolveImage(
  deps: Pick<Deps, 'store' | 'library'>,
  reference: string,
  arch?: Architecture,
): Promise<Versioned<ImageRecord>> {
  const images = await deps.store.list('image', { limit: 10_000 })
  if (reference.startsWith('sha256:')) return byDigest(images, reference)
  const name = canonicalName(deps, reference, arch)
  const found = images.find(({ value }) => value.names.some((own) => own === name))
  if (found) return found
  const known = [...images.flatMap(({ value }) => value.names), ...recipeNames(deps)]
  const near = nearest(reference, known)
  throw new Fault('image.not-found', { image: arch ? name : reference, near: near === reference ? undefined : near })
}

/** `debian` is short for `debian:12`; other names mean themselves. */
function canonicalName({ library }: Pick<Deps, 'library'>, reference: string, arch?: Architecture): string {
  return findRecipe(library.recipes(), reference, arch)?.name ?? reference
}

export function toChoice({ digest, manifest, names }: ImageRecord): ImageChoice {
  return { digest, manifest, name: names[0] ?? digest }
}

/** The image that an instance was made from; null when it was made without one. */
export async function imageOf(
  deps: Pick<Deps, 'store' | 'library'>,
  image: { readonly digest: string; readonly name: string } | null,
): Promise<ImageChoice | null> {
  if (!image) return null
  const { value } = await resolveImage(deps, image.digest)
  return { digest: value.digest, manifest: value.manifest, name: image.name }
}

function byDigest(images: readonly Versioned<ImageRecord>[], reference: string): Versioned<ImageRecord> {
  const [found, ...more] = images.filter(({ value }) => value.digest.startsWith(reference))
  if (!found) throw new Fault('image.not-found', { image: reference })
  if (more.length > 0) throw new Fault('image.ambiguous', { image: reference, count: more.length + 1 })
  return found
}

function recipeNames({ library }: Pick<Deps, 'library'>): readonly string[] {
  return library.recipes().flatMap(({ name, aliases }) => [name, ...aliases])
}
