import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'

/**
 * What a file or a tree takes on the disk, and when a file of it was last read or something in it last changed, in milliseconds
 * since 1970. That a folder was listed does not count, since we do so ourselves.
 */
export async function treeUse(path: string): Promise<{ readonly bytes: number; readonly lastUsedMs: number }> {
  const inside = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = [path, ...inside.map((entry) => `${entry.parentPath}/${entry.name}`)]
  const found = (await Promise.all(paths.map((one) => lstat(one).catch(() => undefined)))).filter(
    (one) => one !== undefined,
  )
  return {
    bytes: found.reduce((sum, one) => sum + (one.isDirectory() ? 0 : one.blocks * 512), 0),
    lastUsedMs: found.reduce((last, one) => Math.max(last, lastUsed(one)), 0),
  }
}

function lastUsed(found: Stats): number {
  return found.isDirectory() ? found.mtimeMs : Math.max(found.mtimeMs, found.atimeMs)
}
