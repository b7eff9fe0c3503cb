import { access, constants, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What lies at a path, links followed. */
export async function fileKind(path: string): Promise<'missing' | 'regular' | 'empty' | 'other'> {
  const found = await stat(path).catch(unlessMissing)
  if (!found) return 'missing'
  if (!found.isFile()) return 'other'
  return found.size === 0 ? 'empty' : 'regular'
}

/** At most `length` bytes from the beginning of a file. */
export async function readStart(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Rejects with the system's error when this file cannot be read and written, or nothing can be made beside it. */
export async function requireWritable(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK | constants.X_OK)
  await access(path, constants.R_OK | constants.W_OK)
}

/** An empty file that only its owner can read (mode 0600). A file that was there is removed first. */
export async function makePrivateFile(path: string): Promise<void> {
  await rm(path, { force: true })
  await (await open(path, 'wx', 0o600)).close()
}

/** Gives a finished file its name, so that a power cut leaves either all of it or none. */
export async function placeDurably(from: string, to: string): Promise<void> {
  await sync(from)
  await rename(from, to)
  await sync(dirname(to))
}

/** Waits until what was written to a file is safe from a power cut. */
export async function syncFile(path: string): Promise<void> {
  await sync(path)
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
