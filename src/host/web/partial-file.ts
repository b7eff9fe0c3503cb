import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { writeAll } from '../write-at.ts'

/** A file that grows at its end, with the digest of what is in it. What it has survives a power cut once it is disposed of. */
export class PartialFile implements AsyncDisposable {
  readonly #handle: FileHandle
  readonly #algorithm: string
  #hash: Hash
  #size = 0

  private constructor(handle: FileHandle, algorithm: string) {
    this.#handle = handle
    this.#algorithm = algorithm
    this.#hash = createHash(algorithm)
  }

  /** Goes on with a file that is there; its bytes are read once for the digest. */
  static async open(path: string, algorithm: 'sha256' | 'sha512', signal: AbortSignal): Promise<PartialFile> {
    const file = new PartialFile(await open(path, 'a+', 0o600), algorithm)
    try {
      const stream = file.#handle.createReadStream({ start: 0, autoClose: false, signal, highWaterMark: 1 << 20 })
      for await (const chunk of stream) file.#count(chunk as Uint8Array)
      return file
    } catch (error) {
      await file.#handle.close()
      throw error
    }
  }

  get sizeBytes(): number {
    return this.#size
  }

  /** Lower-case hex, of everything so far. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  async append(bytes: Uint8Array): Promise<void> {
    await writeAll(this.#handle, bytes, this.#size)
    this.#count(bytes)
  }

  async empty(): Promise<void> {
    await this.#handle.truncate(0)
    this.#size = 0
    this.#hash = createHash(this.#algorithm)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.sync().catch(() => undefined)
    await this.#handle.close()
  }

  #count(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    this.#size += bytes.length
  }
}
