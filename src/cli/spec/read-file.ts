import { folderOf } from '../../host/absolute-path.ts'
import { readStdin, readTextFile, UnreadableInput } from '../../host/read-input.ts'
import { UsageError } from '../usage-error.ts'
import { withAbsolutePaths } from './absolute-paths.ts'
import type { Wanted } from './from-options.ts'

/** The instance that a spec file describes; of several the one with that name. Paths in it are seen from its folder. */
export async function wantedFromFile(file: string, name: string | undefined, signal: AbortSignal): Promise<Wanted> {
  const text = await read(file, signal)
  const { readSpecFile } = await import('../../model/spec-file.ts')
  const found = readSpecFile(text, file === '-' ? 'stdin' : file, name)
  return { name: found.name, spec: withAbsolutePaths(found.spec, file === '-' ? '.' : folderOf(file)) }
}

const maxBytes = 1 << 20

async function read(file: string, signal: AbortSignal): Promise<string> {
  try {
    return file === '-' ? (await readStdin(maxBytes, signal)).toString() : await readTextFile(file, maxBytes, signal)
  } catch (error) {
    throw error instanceof UnreadableInput ? new UsageError(`${error.message}.`) : error
  }
}
