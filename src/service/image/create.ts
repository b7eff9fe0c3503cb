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

/** Builds an image by recipe, or takes in a local file or one of the web. Two who ask for the same get the same operation. */
export async function createImage(deps: Deps, want: ImageCreate, request: RequestContext): Promise<Operation> {
  const replayed = await deps.operations.replay(request)
  if (replayed) return replayed
  const name = nameOf(deps, want)
  const kind = `image.${want.kind}` as const
  const underWay = deps.operations.running().find((operation) => operation.kind === kind && operation.target === name)
  if (underWay && isPlain(want)) return underWay

  using resources = new DisposableStack()
  resources.use(deps.leases.share(allImages))
  resources.use(deps.leases.take(`image ${name}`, want.kind))
  return deps.operations.begin(
    { kind, target: name, cancellable: true, request, resources: resources.move() },
    (task) => carryOut(deps, want, name, task),
  )
}

function nameOf(deps: Pick<Deps, 'library'>, want: ImageCreate): ImageName {
  if (want.kind === 'build') return builtName(deps, want)
  return want.kind === 'pull' ? pulledName(deps, want) : want.name
}

/** Shared by whoever makes an image, and taken by whoever removes what nobody needs: until it is recorded, that is one of it. */
export const allImages = 'images'

/** Whether the name says everything about what is meant. */
function isPlain(want: ImageCreate): boolean {
  if (want.kind === 'build') return want.packages.length === 0 && want.size === undefined
  return want.kind === 'pull' && want.digest === undefined
}

/** That of the catalog; `images:debian/12` of a server is called `images-debian:12`. */
function pulledName({ library }: Pick<Deps, 'library'>, { from, name, architecture }: PullWish): ImageName {
  if (name !== undefined) return name
  if (from.includes('://')) throw refused('name', 'the file of a URL needs a name')
  const published = findRecipe(library.catalog(), from, architecture)
  if (published) return ImageName.parse(published.name)
  const [, remote = '', os = '', ...rest] = /^([a-z][a-z0-9-]*):([^/]+)(?:\/(.+))?$/.exec(from) ?? []
  const suggested = ImageName.safeParse(`${remote}-${os}:${rest.join('').replaceAll('/', '-') || 'latest'}`)
  if (remote !== '' && from.includes('/') && suggested.success) return suggested.data
  const names = library.catalog().flatMap((each) => [each.name, ...each.aliases])
  throw new Fault('image.not-found', { image: from, near: nearest(from, names) })
}

/** A recipe's own name stays with what the recipe alone makes. */
function builtName({ library }: Pick<Deps, 'library'>, want: BuildWish): ImageName {
  const recipe = recipeOf({ library }, want.recipe)
  if (want.packages.length > 0 && !recipe.takesPackages) throw refused('packages', `${recipe.name} takes no packages`)
  if (want.size !== undefined && !recipe.takesPackages) throw refused('size', `${recipe.name} has no disk`)
  if ((want.packages.length > 0 || want.size !== undefined) && want.name === undefined) {
    throw refused('name', `an image that is ${recipe.name} with something else needs a name of its own`)
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
type PullWish = Extract<ImageCreate, { kind: 'pull' }>
type Recipe = ReturnType<Deps['library']['recipes']>[number]

async function carryOut(deps: Deps, want: ImageCreate, name: ImageName, task: Task): Promise<Record<string, unknown>> {
  if (isKept(want)) {
    const present = await holderOf(deps, name)
    if (present) return { name, digest: present.digest, built: false }
  }
  const staged = await stage(deps, want, task)
  await deps.library.place(staged)
  await giveName(deps, staged, name)
  deps.events.publish('image.created', name, { digest: staged.digest })
  return { name, digest: staged.digest, built: true }
}

/** Whether an image of this name will do when it is here already. */
function isKept(want: ImageCreate): boolean {
  if (want.kind === 'build') return !want.rebuild
  return want.kind === 'pull' && !want.again && want.digest === undefined
}

async function stage({ library }: Pick<Deps, 'library'>, want: ImageCreate, task: Task): Promise<StagedImage> {
  if (want.kind === 'import') {
    return await library.importFile(want, task.id, task.report, task.signal)
  }
  if (want.kind === 'pull') return await library.pull(want, task.id, task)
  const { name: recipe } = recipeOf({ library }, want.recipe)
  return await library.build(
    { recipe, packages: want.packages, sizeBytes: want.size },
    task.id,
    task.report,
    task.signal,
  )
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
