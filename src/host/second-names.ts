import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './error-code.ts'

/** A file of a folder: what it takes on the disk, in bytes, and whether it has other names elsewhere (link(2)). */
export type NamedFile = { readonly name: string; readonly bytes: number; readonly hasOthers: boolean }

/** The files of a folder; empty when it is not there. */
export async function filesWithNames(folder: string): Promise<readonly NamedFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error
    return []
  })
  const found = await Promise.all(
    names.map(async (name) => {
      const { blocks, nlink } = await stat(join(folder, name))
      // Blocks of 512 bytes, whatever the file system has (stat(2)).
      return { name, bytes: blocks * 512, hasOthers: nlink > 1 }
    }),
  )
  return found
}
