import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { link, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Files that are nobody's business: outside of every home, and to be the same after whatever was done. */
export class Canary {
  readonly path: string
  readonly #before: readonly string[]

  private constructor(path: string, before: readonly string[]) {
    this.path = path
    this.#before = before
  }

  static async plant(): Promise<Canary> {
    const path = await mkdtemp(join(tmpdir(), 'stroj-canary-'))
    await mkdir(join(path, 'folder'))
    await writeFile(join(path, 'folder/file'), 'somebody needs this', { mode: 0o640 })
    await writeFile(join(path, 'disk.raw'), Buffer.alloc(4096, 'canary'))
    await writeFile(join(path, 'empty'), '')
    await link(join(path, 'disk.raw'), join(path, 'folder/second-name'))
    await symlink('folder/file', join(path, 'link'))
    await symlink('nowhere', join(path, 'dangling'))
    return new Canary(path, await portrait(path))
  }

  async assertUntouched(): Promise<void> {
    assert.deepEqual(await portrait(this.path), this.#before, 'files outside of the home were touched')
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

/** Names, kinds, modes, times of change and contents of a tree. */
async function portrait(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true })).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const { mode, ino, nlink, mtimeMs, ctimeMs } = await lstat(path)
      const content = await contentOf(path, mode)
      return [name, mode.toString(8), ino, nlink, mtimeMs, ctimeMs, content].join(' ')
    }),
  )
}

/** The kind is in the upper bits of the mode (inode(7)). */
async function contentOf(path: string, mode: number): Promise<string> {
  const kind = mode & 0o170000
  if (kind === 0o120000) return readlink(path)
  return kind === 0o100000
    ? createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
    : ''
}
