import { statfs } from 'node:fs/promises'

/** Bytes that we may still write to the file system of a folder or file, as statfs(2) says (`f_bavail`). */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize
}
