import { constants, type FileHandle, open } from 'node:fs/promises'
import { holdDevice } from './block-device.ts'

/** A file that someone else may change or replace, opened once; what is read is always of the same file. */
export class ForeignFile implements AsyncDisposable {
  readonly sizeBytes: number
  readonly #handle: FileHandle
  readonly #stamp: string

  private constructor(handle: FileHandle, sizeBytes: number, stamp: string) {
    this.#handle = handle
    this.sizeBytes = sizeBytes
    this.#stamp = stamp
  }

  /** Undefined when it is no regular file (a folder, a device, a pipe). Rejects with the system's error when it cannot be opened. */
  static async open(path: string): Promise<ForeignFile | undefined> {
    // Without O_NONBLOCK a pipe would make us wait for someone to write into it.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
    const found = await handle.stat({ bigint: true })
    if (found.isFile()) return new ForeignFile(handle, Number(found.size), stampOf(found))
    await handle.close()
    return undefined
  }

  /** A block device, which is ours alone until it is closed; undefined when it is in use. Rejects with the system's error. */
  static async openDevice(path: string): Promise<ForeignFile | undefined> {
    const device = await holdDevice(path, 'read')
    if (device === undefined) return undefined
    const found = await device.handle.stat({ bigint: true })
    return new ForeignFile(device.handle, device.sizeBytes, stampOf(found))
  }

  /** A path by which programs of the same user open this very file, wherever its name points by then (proc(5)). */
  get path(): string {
    return `/proc/${process.pid}/fd/${this.#handle.fd}`
  }

  /** At most so many bytes from an offset; fewer at the end of the file, none before its beginning or beyond its end. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset < 0 || offset >= this.sizeBytes) return new Uint8Array()
    const buffer = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - offset)))
    const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, offset)
    return buffer.subarray(0, bytesRead)
  }

  /** Whether someone has written to it since it was opened, by its size and times; of a device that is not known. */
  async hasChanged(): Promise<boolean> {
    return stampOf(await this.#handle.stat({ bigint: true })) !== this.#stamp
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }
}

function stampOf({ size, mtimeNs, ctimeNs }: { size: bigint; mtimeNs: bigint; ctimeNs: bigint }): string {
  return `${size} ${mtimeNs} ${ctimeNs}`
}
