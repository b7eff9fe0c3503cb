import type { ImageLibrary, StagedImage } from '../contract/image-source.ts'
import { freeBytes } from '../host/free-space.ts'
import { placeFolderDurably } from '../host/durable-folder.ts'
import { makeFolder, removeTree } from '../host/files.ts'
import { downloadsFolder, imagesFolder, type Paths } from '../host/paths.ts'
import { formatBytesExactly } from '../kit/bytes.ts'
import type { Report } from '../kit/report.ts'
import { Fault } from '../model/fault.ts'
import { standardSettings } from '../model/settings.ts'
import type { ImageDigest } from '../model/name.ts'
import { diskFull, toBuildFault } from './build-fault.ts'
import { debianRecipes } from './debian/recipe.ts'
import { takeFile } from './file/take-file.ts'
import { findLeftovers, removeLeftover } from './leftovers.ts'
import { describeImage, digestOf } from './manifest.ts'
import { knownMedia } from './file/osinfo.ts'
import { readMedium } from './file/read-medium.ts'
import { requireUsable } from './file/require-usable.ts'
import type { Bench, Recipe, Wish } from './recipe.ts'
import { Puller } from './pull/pull.ts'
import { removeStaging } from './remove-staging.ts'
import { tinyRecipes } from './tiny/recipe.ts'

const recipes: readonly Recipe[] = [...debianRecipes, ...tinyRecipes]

/** Images as folders of read-only files, named by their digest, below the folder of images. */
export function openImageLibrary(paths: Paths, settings = standardSettings): ImageLibrary {
  const images = imagesFolder(paths)
  const stagings = `${images}/.staging`
  const puller = new Puller(settings, downloadsFolder(paths))
  const folderOf = (digest: ImageDigest) => `${images}/${digest.slice('sha256:'.length)}`

  /** Builds run one after another: they share the package cache, which apt locks. */
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = async <T>(act: () => Promise<T>): Promise<T> => {
    const mine = before.then(act, act)
    before = mine.catch(() => undefined)
    return await mine
  }

  const stage = async (wish: Wish, operation: string, report: Report, signal: AbortSignal): Promise<StagedImage> => {
    const staging = `${stagings}/${operation}`
    const bench: Bench = {
      imageFolder: `${staging}/image`,
      workFolder: `${staging}/work`,
      cacheFolder: paths.cache,
      report,
      signal,
    }
    try {
      for (const folder of [bench.imageFolder, bench.workFolder, paths.cache]) await makeFolder(folder)
      if ((await freeBytes(bench.workFolder)) < wish.neededBytes) throw await diskFull(staging, wish.neededBytes)
      const { source = wish.source, ...facts } = await wish.make(bench)
      report('computing digests')
      const manifest = await describeImage(bench.imageFolder, facts, source, signal)
      await removeTree(bench.workFolder)
      return { manifest, digest: digestOf(manifest), staging }
    } catch (error) {
      const fault = signal.aborted
        ? signal.reason
        : await toBuildFault(error, wish.source.from, images, wish.neededBytes)
      await removeStaging(staging)
      throw fault
    }
  }

  return {
    recipes: () =>
      recipes.map(({ name, aliases, summary, architecture, takesPackages }) => ({
        name,
        aliases,
        summary,
        architecture,
        takesPackages,
      })),
    build: async ({ recipe: name, packages, sizeBytes }, operation, report, signal) => {
      const recipe = recipes.find((candidate) => candidate.name === name || candidate.aliases.includes(name))
      if (recipe === undefined) throw new Fault('image.not-found', { image: name })
      const { neededBytes } = recipe
      const source = {
        kind: 'built',
        from: [recipe.name, ...packages, ...(sizeBytes === undefined ? [] : [formatBytesExactly(sizeBytes)])].join(' '),
      } as const
      const wish: Wish = { source, neededBytes, make: (bench) => recipe.build(bench, { packages, sizeBytes }) }
      return await inTurn(() => stage(wish, operation, report, signal))
    },
    importFile: async (file, operation, report, signal) => await stage(takeFile(file), operation, report, signal),
    catalog: () => puller.catalog(),
    pull: async (want, operation, { report, note, signal }) =>
      await stage(puller.wish(want, note), operation, report, signal),
    requireUsable,
    readMedium,
    knownMedia: () => knownMedia(),
    place: async ({ digest, staging }) => {
      await placeFolderDurably(`${staging}/image`, folderOf(digest))
      await removeTree(staging)
    },
    remove: async (digest) => await removeTree(folderOf(digest)),
    path: (digest, fileName) => `${folderOf(digest)}/${fileName}`,
    leftovers: async (known) => await findLeftovers(paths, known),
    removeLeftover: async (leftover) => await removeLeftover(paths, leftover),
    removeStagings: async () => await removeStaging(stagings),
  }
}
