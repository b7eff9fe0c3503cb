import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const diskBytes = 8 * 2 ** 20

/** What the disks of the corpus hold: this byte from 1 MiB to 3 MiB and from 6 MiB to 7 MiB. */
const pattern = '0x5a'

/** Sound files of every format with the same disk, made by qemu-img as they are asked for. */
export class Bases {
  readonly folder: string
  /** A file that no image may bring in, and what it holds. */
  readonly canary: string
  readonly #made = new Map<string, Promise<Uint8Array>>()

  constructor(folder: string, canary: string) {
    this.folder = folder
    this.canary = canary
  }

  /** A file of a format as QEMU names it, with options of the format. */
  async sound(format: string, ...options: readonly string[]): Promise<Uint8Array> {
    const key = [format, ...options].join(' ')
    const made = this.#made.get(key) ?? this.#make(format, options)
    this.#made.set(key, made)
    return await made
  }

  async #make(format: string, options: readonly string[]): Promise<Uint8Array> {
    const file = join(this.folder, `.base-${this.#made.size}`)
    if (format === 'raw') {
      await run('qemu-img', ['create', '-q', '-f', 'raw', file, `${diskBytes}`])
      await run('qemu-io', ['-f', 'raw', '-c', `write -P ${pattern} 1M 2M`, '-c', `write -P ${pattern} 6M 1M`, file])
    } else {
      const raw = `${file}.raw`
      await writeFile(raw, await this.sound('raw'))
      const words = options.flatMap((option) => (option.startsWith('-') ? [option] : ['-o', option]))
      await run('qemu-img', ['convert', '-f', 'raw', '-O', format, ...words, raw, file])
      await rm(raw)
    }
    const bytes = await readFile(file)
    await rm(file)
    return bytes
  }
}
