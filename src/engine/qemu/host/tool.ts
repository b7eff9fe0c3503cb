import * as z from 'zod'
import { fileStamp } from '../../../host/file-stamp.ts'
import { findProgram } from '../../../host/find-program.ts'
import { run, RunError } from '../../../host/run.ts'
import type { Tool } from '../../../model/host/facts.ts'
import { cached } from './cached.ts'

/** A program and its version, asked once for each binary. Null when it is not on PATH. */
export async function readTool(
  name: string,
  parse: (versionText: string) => string,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<Tool | null> {
  const path = await findProgram(name)
  if (path === undefined) return null
  const key = `${path} ${await fileStamp(path)}`
  const slot = { folder: cacheFolder, name: `version-of-${name}`, key, schema: z.string() }
  return { path, version: await cached(slot, async () => parse(await versionText(path, signal))) }
}

async function versionText(path: string, signal: AbortSignal): Promise<string> {
  try {
    const { stdout, stderr } = await run(path, ['--version'], { signal, timeoutMs: 10_000 })
    return stdout + stderr
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RunError) return ''
    throw error
  }
}
