import { errorCode } from '../host/error-code.ts'
import { readTextIfAny } from '../host/files.ts'
import { type OwnFile, ownFiles } from '../model/host/own-file.ts'

/** What earlier changes have left below `root`. Of one that is not for us we know only that it is there. */
export async function readOwnFiles(root: string): Promise<readonly OwnFile[]> {
  const found = await Promise.all(
    Object.values(ownFiles).map(async (path) => ({ path, text: await textOf(`${root}${path}`) })),
  )
  return found.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]))
}

async function textOf(path: string): Promise<string | undefined> {
  return await readTextIfAny(path).catch((error: unknown) => {
    if (errorCode(error) === 'EACCES') return ''
    throw error
  })
}
