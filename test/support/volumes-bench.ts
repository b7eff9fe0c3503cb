import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VolumeStore } from '../../src/contract/volume-store.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import { openVolumeStore } from '../../src/pool/open-volume-store.ts'

/** Tests try passphrases often. */
const unlockMs = 10

/** The real volume store in a folder that is gone when its scope ends, and ways to look at what is in it. */
export class VolumesBench implements AsyncDisposable {
  readonly store: VolumeStore
  readonly folder: string
  readonly #home: TempDir

  private constructor(home: TempDir) {
    this.#home = home
    mkdirSync(join(home.path, 'state'))
    const paths = { state: join(home.path, 'state'), runtime: home.path, cache: home.path }
    this.store = openVolumeStore(paths, unlockMs)
    this.folder = this.store.defaultPlace.path
  }

  static async open(): Promise<VolumesBench> {
    return new VolumesBench(await TempDir.make('stroj-volumes'))
  }

  /** A place outside of the pool. */
  path(name: string): string {
    return join(this.#home.path, name)
  }

  /** Every file in the pool, hidden ones too. */
  files(): readonly string[] {
    return readdirSync(this.folder).toSorted()
  }

  /** SHA-256 of what a guest would read; qemu-img follows the chain by its headers. */
  contentHash(path: string, format: string): string {
    const out = this.path(`read-${crypto.randomUUID()}`)
    execFileSync('qemu-img', ['convert', '-f', format, '-O', 'raw', path, out])
    return createHash('sha256').update(readFileSync(out)).digest('hex')
  }

  /** A guest writes this byte over so many bytes. */
  write(
    path: string,
    format: string,
    { at, bytes, byte }: { readonly at: number; readonly bytes: number; readonly byte: number },
  ) {
    execFileSync('qemu-io', ['-f', format, '-c', `write -P ${byte} ${at} ${bytes}`, path])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#home[Symbol.asyncDispose]()
  }
}
