import type { ImageRecord, Versioned } from '../../contract/store.ts'
import { nearest } from '../../kit/nearest.ts'
import type { Architecture } from '../../model/architecture.ts'
import { Fault } from '../../model/fault.ts'
import { settle } from '../../kit/verdict.ts'
import { mediumImage } from '../../model/medium-name.ts'
import { findRecipe } from '../../model/recipe-name.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { ImageChoice } from '../../plan/instance/plan-create.ts'
import { chooseMedium, type Medium } from '../../plan/instance/medium.ts'
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

/** `debian` is short for `debian:12`, `ubuntu` for `ubuntu:24.04`; other names mean themselves. */
function canonicalName({ library }: Pick<Deps, 'library'>, reference: string, arch?: Architecture): string {
  const known = findRecipe(library.recipes(), reference, arch) ?? findRecipe(library.catalog(), reference, arch)
  return known?.name ?? reference
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

/** The image in the drive of a spec; null when there is none, or a file. Throws image.not-found, image.no-medium. */
export async function mediumOf(
  deps: Pick<Deps, 'store' | 'library'>,
  { cdrom, arch }: Pick<InstanceSpec, 'cdrom' | 'arch'>,
): Promise<Medium | null> {
  const reference = cdrom === undefined ? undefined : mediumImage(cdrom)
  if (reference === undefined) return null
  const image = toChoice((await resolveImage(deps, reference, arch)).value)
  return { digest: image.digest, path: deps.library.path(image.digest, settle(chooseMedium(image))) }
}

function byDigest(images: readonly Versioned<ImageRecord>[], reference: string): Versioned<ImageRecord> {
  const [found, ...more] = images.filter(({ value }) => value.digest.startsWith(reference))
  if (!found) throw new Fault('image.not-found', { image: reference })
  if (more.length > 0) throw new Fault('image.ambiguous', { image: reference, count: more.length + 1 })
  return found
}

function recipeNames({ library }: Pick<Deps, 'library'>): readonly string[] {
  return [...library.recipes(), ...library.catalog()].flatMap(({ name, aliases }) => [name, ...aliases])
}
