import { chmod, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from './error-code.ts'

/**
 * Makes the files of a folder read-only (0444) and gives the folder its name, so that a power cut leaves either all of
 * it or none. False when the name is taken by a folder that is not empty; then nothing was moved.
 */
export async function placeFolderDurably(from: string, to: string): Promise<boolean> {
  for (const name of await readdir(from)) {
    await chmod(join(from, name), 0o444)
    await sync(join(from, name))
  }
  await chmod(from, 0o755)
  await sync(from)
  try {
    await rename(from, to)
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) return false
    throw error
  }
  await sync(dirname(to))
  return true
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes a file, so that it is gone after a power cut, too. No failure when there is none. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true })
  await sync(dirname(path))
}

/** Makes everything in a folder, and the folder itself, survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await sync(join(folder, name))
  await sync(folder)
}

/** Renames within one file system; the new name survives a power cut. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to)
  await sync(dirname(to))
}
