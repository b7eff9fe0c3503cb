import { access, constants, stat } from 'node:fs/promises'

export type FolderFacts = {
  readonly isFolder: boolean
  readonly owner: number
  /** It belongs to the user that this process runs as. */
  readonly isOurs: boolean
  /** Its group or everybody may make and remove files in it. */
  readonly othersMayWrite: boolean
  readonly isWritable: boolean
}

/** Who may do what in a folder. Rejects with the system's error when nothing is there. */
export async function folderFacts(path: string): Promise<FolderFacts> {
  const { uid, mode, ...found } = await stat(path).then((all) => ({
    uid: all.uid,
    mode: all.mode,
    isFolder: all.isDirectory(),
  }))
  const isWritable = await access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  return { ...found, owner: uid, isOurs: uid === process.getuid?.(), othersMayWrite: (mode & 0o022) !== 0, isWritable }
}
