import { thisComputer } from '../../host/computer.ts'
import { isDiskFull } from '../../host/disk-full.ts'
import { makeFolder } from '../../host/files.ts'
import { architectureOf } from '../../model/architecture.ts'
import { Fault } from '../../model/fault.ts'
import { findRecipe } from '../../model/recipe-name.ts'
import type { Settings } from '../../model/settings.ts'
import { Turns } from '../../kit/turns.ts'
import { publications } from '../catalog/catalog.ts'
import { download, isFullDisk, removeDownload } from '../download/download.ts'
import { webOf } from '../download/web-of.ts'
import { takeFile } from '../file/take-file.ts'
import type { Bench, ImageFacts, Wish } from '../recipe.ts'
import { fromCatalog } from './from-catalog.ts'
import { fromRemote } from './from-remote.ts'
import { fromUrl, type PullWish } from './from-url.ts'
import type { Search, Target } from './target.ts'

/** Takes images from the web. */
export class Puller {
  readonly #settings: Settings
  readonly #folder: string
  readonly #own = architectureOf(thisComputer().architecture)
  /** Who wants a file that somebody is getting already waits, and then finds most of it here. */
  readonly #turns = new Map<string, Turns>()

  /** @param folder where downloads lie while they come */
  constructor(settings: Settings, folder: string) {
    this.#settings = settings
    this.#folder = folder
  }

  /** Everything that can be pulled by its name alone. */
  catalog() {
    return publications(this.#own).map(({ entry: _entry, place: _place, ...image }) => image)
  }

  wish(want: PullWish, note: (text: string) => void): Wish {
    return { source: { kind: 'web', from: want.from }, neededBytes: 0, make: (bench) => this.#make(want, note, bench) }
  }

  async #make(want: PullWish, note: (text: string) => void, bench: Bench): Promise<ImageFacts> {
    const { workFolder, report, signal } = bench
    const web = webOf(this.#settings.downloads)
    const target = await this.#find(want, {
      web,
      settings: this.#settings,
      own: this.#own,
      workFolder,
      report,
      note,
      signal,
    })
    await makeFolder(this.#folder)
    using _turn = await this.#turn(target.file.digest.hex)
    const path = await download(target.file, { folder: this.#folder, web, report, signal })
    const facts = await takeIn(path, target, bench)
    await removeDownload(path)
    return facts
  }

  async #find(want: PullWish, search: Search): Promise<Target> {
    if (want.from.includes('://')) return fromUrl(want)
    const publication = findRecipe(publications(this.#own), want.from, want.architecture)
    if (publication !== undefined) return await fromCatalog(publication, search)
    return await fromRemote(want, search)
  }

  async #turn(digest: string): Promise<Disposable> {
    const turns = this.#turns.get(digest) ?? new Turns()
    this.#turns.set(digest, turns)
    return await turns.take()
  }
}

/**
 * Through the same door as a local file; what it says of the file, it says of the URL. A file that is refused goes, and one
 * that has filled the disk.
 */
async function takeIn(path: string, { file, format, architecture, facts }: Target, bench: Bench): Promise<ImageFacts> {
  const [url] = file.urls
  try {
    const found = await takeFile({ path, format, architecture }).make(bench)
    return { ...found, ...facts, source: { kind: 'web', from: url.href } }
  } catch (error) {
    if (isFullDisk(error) || isDiskFull(error)) await removeDownload(path)
    if (!(error instanceof Fault) || error.code !== 'image.refused') throw error
    await removeDownload(path)
    const { details } = error as Fault<'image.refused'>
    throw new Fault('image.refused', { ...details, path: url.href }, { cause: error })
  }
}
