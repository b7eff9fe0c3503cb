import { lstat, readdir } from 'node:fs/promises'
import { dirname } from 'node:path'

export type Owners = {
  readonly gid: number
  /** It belongs to the user that this process runs as. */
  readonly isOurs: boolean
  /** Only its owner may do anything with it. */
  readonly isPrivate: boolean
  /** How many names a file has. */
  readonly links: number
  readonly isFolder: boolean
}

/** To whom a path itself belongs; undefined when nothing is there. */
export async function ownersOf(path: string): Promise<Owners | undefined> {
  const found = await lstat(path).catch(() => undefined)
  return (
    found && {
      gid: found.gid,
      isOurs: found.uid === process.getuid?.(),
      isPrivate: (found.mode & 0o077) === 0,
      links: found.nlink,
      isFolder: found.isDirectory(),
    }
  )
}

/** The groups of everything in a folder; none when it is not there. */
export async function groupsIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch(() => [])
  const owners = await Promise.all(names.map((name) => ownersOf(`${folder}/${name}`)))
  return owners.flatMap((found) => found?.gid ?? [])
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  return dirname(path)
}
