import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { plainEnvironment } from './run.ts'

/** An ordinary user of Debian has these not on PATH, and some tools lie there. */
const alsoLookedAt = ['/usr/local/sbin', '/usr/sbin', '/sbin']

/** The absolute path of a program on PATH, or undefined. */
export async function findProgram(name: string): Promise<string | undefined> {
  const folders = [...(plainEnvironment()['PATH'] ?? '').split(delimiter), ...alsoLookedAt]
  for (const folder of folders.filter((folder) => isAbsolute(folder))) {
    const path = join(folder, name)
    if (await isProgram(path)) return path
  }
  return undefined
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
