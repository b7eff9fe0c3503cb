import { findRecipe } from '../../model/recipe-name.ts'
import { createImage, listImages } from '../../sdk/image.ts'
import { finish } from '../operation/finish.ts'
import type { Session } from '../session.ts'

/** Builds an image that is not here but can be built, for guests of an architecture when that is named. What is neither is left to the daemon to refuse. */
export async function ensureImage(reference: string, arch: string | undefined, session: Session): Promise<void> {
  const { images, recipes } = await listImages(await session.wire(), { signal: session.signal })
  const recipe = findRecipe(recipes, reference, arch)
  if (recipe === undefined) return
  const isHere = images.some(({ names }) => names.some((name) => name === recipe.name))
  if (!isHere) await buildImage({ recipe: recipe.name }, session)
}

type Wish = {
  readonly recipe: string
  readonly rebuild?: boolean
  readonly name?: string | undefined
  readonly packages?: readonly string[]
}

/** Answers whether it had to be built. */
export async function buildImage(
  { recipe, rebuild = false, name, packages = [] }: Wish,
  session: Session,
): Promise<boolean> {
  const { result } = await finish(session, `Building ${name ?? recipe}`, (wire) =>
    createImage(wire, { kind: 'build', recipe, rebuild, name, packages: [...packages] }),
  )
  return result?.['built'] !== false
}
