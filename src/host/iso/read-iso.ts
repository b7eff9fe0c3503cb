import { ForeignFile } from '../foreign-file.ts'
import { recordsOf } from './iso-records.ts'

const sectorBytes = 2048
/** A folder of a medium that somebody made to hurt could say that it is larger. */
const largestFolderBytes = 1 << 20

/** A file on a medium: where it lies in the image. */
export type IsoExtent = { readonly offset: number; readonly sizeBytes: number }

/** The image of a CD or DVD, opened to be read; nothing of it is ever run or followed. ISO 9660 only, as ECMA-119 has it. */
export class IsoReader implements AsyncDisposable {
  readonly #file: ForeignFile
  readonly volume: string
  readonly #root: IsoExtent

  private constructor(file: ForeignFile, volume: string, root: IsoExtent) {
    this.#file = file
    this.volume = volume
    this.#root = root
  }

  /** Undefined when it is no such medium. Rejects with the system's error when it cannot be opened. */
  static async open(path: string): Promise<IsoReader | undefined> {
    const file = await ForeignFile.open(path)
    if (!file) return undefined
    const descriptor = await file.read(16 * sectorBytes, sectorBytes)
    if (descriptor.length < sectorBytes || latin(descriptor.subarray(0, 6)) !== '\x01CD001') {
      await file[Symbol.asyncDispose]()
      return undefined
    }
    const [root] = recordsOf(descriptor.subarray(156, 190))
    const volume = latin(descriptor.subarray(40, 72))
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
    return new IsoReader(file, volume, root?.extent ?? { offset: 0, sizeBytes: 0 })
  }

  /** Where a file such as `casper/vmlinuz` lies, in any mix of letters; undefined when there is none. */
  async find(path: string): Promise<IsoExtent | undefined> {
    let at: IsoExtent = this.#root
    const names = path.toLowerCase().split('/')
    for (const [depth, name] of names.entries()) {
      const records = await this.#folder(at)
      const isLast = depth === names.length - 1
      const found = records.find((record) => record.names.includes(name) && record.isFolder !== isLast)
      if (!found) return undefined
      at = found.extent
    }
    return at
  }

  /** The bytes of a file, in pieces of at most 1 MiB. Throws when the medium ends before it. */
  async *read({ offset, sizeBytes }: IsoExtent): AsyncGenerator<Uint8Array> {
    const piece = 1 << 20
    for (let done = 0; done < sizeBytes; ) {
      const bytes = await this.#file.read(offset + done, Math.min(piece, sizeBytes - done))
      if (bytes.length === 0) throw new Error('the medium ends in the middle of a file')
      done += bytes.length
      yield bytes
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file[Symbol.asyncDispose]()
  }

  async #folder({ offset, sizeBytes }: IsoExtent) {
    if (sizeBytes > largestFolderBytes) return []
    const bytes = await this.#file.read(offset, sizeBytes)
    // A record never crosses the end of a sector (ECMA-119 6.8.1.1).
    const sectors = Array.from({ length: Math.ceil(bytes.length / sectorBytes) }, (_, index) =>
      bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes),
    )
    return sectors.flatMap((sector) => recordsOf(sector))
  }
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
