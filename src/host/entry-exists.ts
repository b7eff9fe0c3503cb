import { lstat } from 'node:fs/promises'

/** Whether something lies at a path, a link or a socket too. */
export async function entryExists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
