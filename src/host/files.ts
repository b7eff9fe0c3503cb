import { chmod, constants, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { errorCode } from './error-code.ts'

/** Makes a folder and those above it. No failure when it exists. */
export async function makeFolder(path: string, mode = 0o700): Promise<void> {
  await mkdir(path, { recursive: true, mode })
}

/** Removes a file or a whole tree. No failure when there is none. */
export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 })
}

export async function readBytes(path: string): Promise<Uint8Array> {
  return await readFile(path)
}

/** For a file in a folder that somebody else may write to: a symbolic link is not followed. */
export async function readItself(path: string): Promise<Uint8Array> {
  return await readFile(path, { flag: constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK })
}

/** Undefined when there is no such file. */
export async function readTextIfAny(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
}

export async function writeWhole(path: string, content: Uint8Array | string, mode = 0o600): Promise<void> {
  await writeFile(path, content, { mode })
  await chmod(path, mode)
}

/** Names in a folder, sorted; none when there is no such folder. */
export async function listFolder(path: string): Promise<readonly string[]> {
  const names = await readdir(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  return names.sort(byName)
}

/** Paths of all files below a folder, relative to it, sorted. */
export async function listTree(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(path.length + 1))
    .sort(byName)
}

/** Bytes of a file; undefined when there is none. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  return found?.size
}

/** By code units, so that the order is the same in every locale. */
function byName(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
