import type { ImageCreateInput } from '../../model/image.ts'
import { findRecipe } from '../../model/recipe-name.ts'
import { createImage, listImages } from '../../sdk/image.ts'
import { finish } from '../operation/finish.ts'
import type { Session } from '../session.ts'

/**
 * Builds an image that is not here but can be built, or pulls one of the catalog, for guests of an architecture when that is
 * named. What is none of this is left to the daemon to refuse.
 */
export async function ensureImage(reference: string, arch: string | undefined, session: Session): Promise<void> {
  const { images, recipes, catalog } = await listImages(await session.wire(), { signal: session.signal })
  const recipe = findRecipe(recipes, reference, arch)
  const isHere = (wanted: string) => images.some(({ names }) => names.some((name) => name === wanted))
  if (recipe !== undefined) {
    if (!isHere(recipe.name)) await buildImage({ recipe: recipe.name }, session)
    return
  }
  const published = findRecipe(catalog, reference, arch)
  if (published !== undefined && !isHere(published.name)) await pullImage({ from: published.name }, session)
}

type PullWish = Omit<Extract<ImageCreateInput, { kind: 'pull' }>, 'kind'>

/** Answers the name of the image, and whether it had to be pulled. */
export async function pullImage(
  want: PullWish,
  session: Session,
): Promise<{ readonly name: string; readonly pulled: boolean }> {
  const { result, target } = await finish(session, `Pulling ${want.name ?? want.from}`, (wire) =>
    createImage(wire, { kind: 'pull', ...want }),
  )
  return { name: target, pulled: result?.['built'] !== false }
}

type Wish = {
  readonly recipe: string
  readonly rebuild?: boolean
  readonly name?: string | undefined
  readonly packages?: readonly string[]
  readonly size?: string | undefined
}

/** Answers whether it had to be built. */
export async function buildImage(
  { recipe, rebuild = false, name, packages = [], size }: Wish,
  session: Session,
): Promise<boolean> {
  const { result } = await finish(session, `Building ${name ?? recipe}`, (wire) =>
    createImage(wire, {
      kind: 'build',
      recipe,
      rebuild,
      name,
      packages: [...packages],
      ...(size !== undefined && { size }),
    }),
  )
  return result?.['built'] !== false
}
