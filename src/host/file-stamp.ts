import { stat } from 'node:fs/promises'

/** Changes whenever a file is replaced or written: inode, size and time of the last change. "missing" when there is none. */
export async function fileStamp(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path)
    return `${ino}:${size}:${mtimeMs}`
  } catch {
    return 'missing'
  }
}
