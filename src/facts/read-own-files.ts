import { readTextIfAny } from '../host/files.ts'
import { type OwnFile, ownFiles } from '../model/host/own-file.ts'

/** What earlier changes have left below `root`. They are for everybody to read. */
export async function readOwnFiles(root: string): Promise<readonly OwnFile[]> {
  const found = await Promise.all(
    Object.values(ownFiles).map(async (path) => ({ path, text: await readTextIfAny(`${root}${path}`) })),
  )
  return found.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]))
}
