import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Instance } from '../../src/model/instance.ts'
import type { Home } from './home.ts'
import { assertStamped, stampingMedium, writesIn } from './stamping-guest.ts'
import { untilFound } from './until.ts'

const sectors = 32 * 2048

/** Makes an instance as small as it can be, with a disk of 32 MiB, that boots a medium. */
export async function createSmall(home: Home, name: string, medium: string): Promise<void> {
  const small = ['--disk', '32MiB', '--memory', '32MiB', '--set', 'nics=[]']
  await home.ok(['create', '--name', name, '--cdrom', medium, ...small])
}

/** The instance `writer`, whose guest stamps its disk again and again. */
export class Writer {
  readonly id: string
  readonly #home: Home
  readonly #folder: string
  readonly #medium: string

  private constructor(home: Home, id: string, medium: string) {
    this.id = id
    this.#home = home
    this.#folder = join(home.path, 'state/instances', id)
    this.#medium = medium
  }

  static async create(home: Home): Promise<Writer> {
    const medium = join(home.path, 'stamp.iso')
    await writeFile(medium, stampingMedium(sectors))
    await createSmall(home, 'writer', medium)
    return new Writer(home, (await home.json<Instance>(['show', 'writer'])).id, medium)
  }

  async writes(): Promise<ReturnType<typeof writesIn>> {
    return writesIn(await readFile(join(this.#folder, 'serial.log'), 'latin1'))
  }

  /** Until so many more writes are done than there are now. */
  async untilWritten(count: number): Promise<void> {
    const { done } = await this.writes()
    await untilFound(60_000, async () => ((await this.writes()).done > done + count ? true : undefined))
  }

  /** Snapshots of these names, with writes before, between and after them. */
  async snapshots(names: readonly string[], count: number): Promise<void> {
    for (const name of names) {
      await this.untilWritten(count)
      await this.#home.ok(['snapshot', 'create', 'writer', name])
    }
    await this.untilWritten(count)
  }

  /** Once it has ended: it has one file, with all that the guest was told to be written, and the guest was told of no error. */
  async assertNothingLost(): Promise<void> {
    const disk = join(this.#home.path, 'disk.raw')
    await this.#image('convert', '-f', 'qcow2', '-O', 'raw', await this.#onlyFile(), disk)
    const { done, failed } = await this.writes()
    assert.equal(failed, 0, 'the guest was told of an error')
    assertStamped(await readFile(disk), sectors, done)
    await rm(disk)
  }

  /** Once it has ended: the tables of its file are whole, and no cluster is lost. */
  async assertSound(): Promise<void> {
    await this.#image('check', '-f', 'qcow2', await this.#onlyFile())
  }

  async remove(): Promise<void> {
    await this.#home.ok(['rm', 'writer'])
    await rm(this.#medium)
  }

  async #onlyFile(): Promise<string> {
    const [file = '', ...others] = (await readdir(this.#folder)).filter((name) => /^disk0.*\.qcow2$/.test(name))
    assert.deepEqual(others, [], 'layers are left')
    return join(this.#folder, file)
  }

  async #image(...words: readonly string[]): Promise<void> {
    await promisify(execFile)('qemu-img', words)
  }
}
