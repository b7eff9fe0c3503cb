import { readdir, rename, rmdir } from 'node:fs/promises'

/** Gives a folder another name on the same file system; who has its files open keeps them. */
export async function moveFolder(from: string, to: string): Promise<void> {
  await rename(from, to)
}

/** Moves all files of a folder into another one, over those of the same names, and removes the empty folder. */
export async function moveFilesInto(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(`${from}/${name}`, `${to}/${name}`)
  await rmdir(from)
}
