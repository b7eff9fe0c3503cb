import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Who asks: a user that owns nothing, with these groups. */
export type Asker = { readonly uid: number; readonly groups: readonly number[] }

const may = { enter: 0o1, write: 0o2, read: 0o4 } as const

/**
 * What keeps a user from a file: the file itself or the first folder above it that the user may not enter, judged by their modes.
 * Undefined when nothing does. A path that is not there is no hindrance.
 */
export async function hindrance(
  path: string,
  wish: 'enter' | 'read' | 'write',
  asker: Asker,
): Promise<string | undefined> {
  const above = await closedFolder(dirname(path), asker)
  if (above !== undefined) return above
  const needed = wish === 'write' ? may.read | may.write : may[wish]
  return (await allows(path, needed, asker)) ? undefined : path
}

/** The outermost folder of a path, itself included, that the user may not enter. */
async function closedFolder(folder: string, asker: Asker): Promise<string | undefined> {
  const parent = dirname(folder)
  const above = parent === folder ? undefined : await closedFolder(parent, asker)
  if (above !== undefined) return above
  return (await allows(folder, may.enter, asker)) ? undefined : folder
}

async function allows(path: string, rights: number, { uid, groups }: Asker): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return true
  const shift = found.uid === uid ? 6 : groups.includes(found.gid) ? 3 : 0
  return ((found.mode >> shift) & rights) === rights
}

/** Where a path leads, links followed; itself when nothing is there. */
export async function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}
