import { statfs } from 'node:fs/promises'

/** Bytes that we may still write to the file system of a folder or file, as statfs(2) says (`f_bavail`). */
export async function freeBytes(path: string): Promise<number> {
  return (await spaceOf(path)).freeBytes
}

/** What we may still write there, and what there is in all. */
export async function spaceOf(path: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(path)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
