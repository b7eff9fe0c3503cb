import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How long a file is, and what it takes: holes take nothing. In bytes. */
export async function fileSpace(
  path: string,
): Promise<{ readonly sizeBytes: number; readonly allocatedBytes: number }> {
  const { size, blocks } = await stat(path)
  // Blocks of 512 bytes, whatever the file system has (stat(2)).
  return { sizeBytes: size, allocatedBytes: blocks * 512 }
}

/** What the files of a folder take, in bytes. */
export async function folderSpace(folder: string): Promise<number> {
  const files = await Promise.all((await readdir(folder)).map((name) => fileSpace(join(folder, name))))
  return files.reduce((sum, { allocatedBytes }) => sum + allocatedBytes, 0)
}
