import { cached } from './cached.ts'
import { fileStamp } from './file-stamp.ts'
import { packageVersion } from './package-version.ts'
import { run, RunError } from './run.ts'
import { versionIn } from './version-text.ts'

export type VersionQuestion = {
  readonly path: string
  /** Arguments with which the program tells its version; null when it has none, or is no program at all. */
  readonly ask: readonly string[] | null
  /** The Debian package whose version stands for one that the program does not tell. */
  readonly package: string
}

const deadlineMs = 10_000

/** The version of a program, else of its package. Both are asked only when the file has changed. Null when neither tells. */
export async function programVersion(
  question: VersionQuestion,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { path } = question
  const slot = {
    folder: cacheFolder,
    name: `version-of-${path.replaceAll('/', '-').slice(1)}`,
    key: `${path} ${await fileStamp(path)}`,
    accept: textOrNull,
  }
  return await cached(slot, async () => (await asked(question, signal)) ?? (await packageVersion(question, signal)))
}

async function asked({ path, ask }: VersionQuestion, signal: AbortSignal): Promise<string | null> {
  if (ask === null) return null
  try {
    const { stdout, stderr } = await run(path, ask, { signal, timeoutMs: deadlineMs })
    return versionIn(stdout + stderr)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RunError) return null
    throw error
  }
}

function textOrNull(kept: unknown): string | null | undefined {
  return typeof kept === 'string' || kept === null ? kept : undefined
}
