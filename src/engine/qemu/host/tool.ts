import { findProgram } from '../../../host/find-program.ts'
import { programVersion } from '../../../host/program-version.ts'
import type { Tool } from '../../../model/host/facts.ts'

/** What is said of a program that does not tell its version. */
const unknownVersion = 'unknown'

/** A program of a Debian package and its version, asked once for each binary. Null when it is not on PATH. */
export async function readTool(
  name: string,
  debianPackage: string,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<Tool | null> {
  const path = await findProgram(name)
  if (path === undefined) return null
  const version = await programVersion({ path, package: debianPackage, ask: ['--version'] }, cacheFolder, signal)
  return { path, version: version ?? unknownVersion }
}
