import type { StagedImage } from '../../contract/image-source.ts'
import type { ImageRecord, Write } from '../../contract/store.ts'
import { nearest } from '../../kit/nearest.ts'
import { Fault } from '../../model/fault.ts'
import type { ImageCreate } from '../../model/image.ts'
import { ImageName } from '../../model/name.ts'
import { findRecipe } from '../../model/recipe-name.ts'
import type { Operation } from '../../model/operation.ts'
import type { Deps } from '../deps.ts'
import type { RequestContext, Task } from '../operation/begin.ts'

/** Builds an image by recipe, or takes in a local file. Two who ask for the same build get the same operation. */
export async function createImage(deps: Deps, want: ImageCreate, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  const name = want.kind === 'build' ? builtName(deps, want) : want.name
  const kind = want.kind === 'build' ? 'image.build' : 'image.import'
  const underWay = deps.operations.running().find((operation) => operation.kind === kind && operation.target === name)
  if (underWay && want.kind === 'build' && want.packages.length === 0) return underWay

  const lease = deps.leases.take(`image ${name}`, want.kind)
  return deps.operations.begin({ kind, target: name, cancellable: true, request, resources: lease }, (task) =>
    carryOut(deps, want, name, task),
  )
}

/** A recipe's own name stays with what the recipe alone makes. */
function builtName({ library }: Pick<Deps, 'library'>, want: BuildWish): ImageName {
  const recipe = recipeOf({ library }, want.recipe)
  if (want.packages.length > 0 && !recipe.takesPackages) throw refused('packages', `${recipe.name} takes no packages`)
  if (want.packages.length > 0 && want.name === undefined) {
    throw refused('name', `an image that is ${recipe.name} with more packages needs a name of its own`)
  }
  return want.name ?? ImageName.parse(recipe.name)
}

function refused(path: string, message: string): Fault {
  return new Fault('request.invalid', { issues: [{ path, message }] })
}

function recipeOf({ library }: Pick<Deps, 'library'>, wanted: string): Recipe {
  const recipes = library.recipes()
  const found = findRecipe(recipes, wanted)
  if (found === undefined) {
    const near = nearest(
      wanted,
      recipes.flatMap((recipe) => [recipe.name, ...recipe.aliases]),
    )
    throw new Fault('image.not-found', { image: wanted, near })
  }
  return found
}

type BuildWish = Extract<ImageCreate, { kind: 'build' }>
type Recipe = ReturnType<Deps['library']['recipes']>[number]

async function carryOut(deps: Deps, want: ImageCreate, name: ImageName, task: Task): Promise<Record<string, unknown>> {
  if (want.kind === 'build' && !want.rebuild) {
    const present = await holderOf(deps, name)
    if (present) return { name, digest: present.digest, built: false }
  }
  const staged = await stage(deps, want, task)
  await deps.library.place(staged)
  await giveName(deps, staged, name)
  deps.events.publish('image.created', name, { digest: staged.digest })
  return { name, digest: staged.digest, built: true }
}

async function stage({ library }: Pick<Deps, 'library'>, want: ImageCreate, task: Task): Promise<StagedImage> {
  if (want.kind === 'import') {
    return await library.importFile(want, task.id, task.report, task.signal)
  }
  const { name: recipe } = recipeOf({ library }, want.recipe)
  return await library.build({ recipe, packages: want.packages }, task.id, task.report, task.signal)
}

async function holderOf({ store }: Pick<Deps, 'store'>, name: ImageName): Promise<ImageRecord | undefined> {
  const images = await store.list('image', { limit: 10_000 })
  return images.find(({ value }) => value.names.includes(name))?.value
}

/** The name moves to the new image; the image that had it stays, for the instances that stand on it. */
async function giveName(deps: Deps, { manifest, digest }: StagedImage, name: ImageName): Promise<void> {
  const before = await holderOf(deps, name)
  const same = (await deps.store.get('image', digest))?.value
  const writes: Write[] = []
  if (before && before.digest !== digest) {
    writes.push({ kind: 'image', put: { ...before, names: before.names.filter((own) => own !== name) } })
  }
  const names = [...new Set([name, ...(same?.names ?? [])])]
  const createdAt = same?.createdAt ?? deps.clock.now().toISOString()
  writes.push({ kind: 'image', put: { version: 1, digest, names, manifest, createdAt } })
  await deps.store.commit(writes)
}
