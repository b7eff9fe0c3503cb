import { access, constants } from 'node:fs/promises'

/** Rejects with the system's error (EACCES, EROFS, ENOENT) when nothing can be made in this folder. */
export async function requireWritableFolder(path: string): Promise<void> {
  await access(path, constants.W_OK | constants.X_OK)
}
