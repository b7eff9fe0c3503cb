import { lstat } from 'node:fs/promises'
import { errorCode } from './error-code.ts'

/** True for a real folder that belongs to us, false for anything else, undefined when nothing is there. */
export async function isOwnFolder(path: string): Promise<boolean | undefined> {
  try {
    const found = await lstat(path)
    return found.isDirectory() && found.uid === process.getuid?.()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
