import { run, RunError } from './run.ts'

const deadlineMs = 10_000
/** dpkg-query(1): the version, then every file of the package, each on its own line. */
const format = '${Version}\n${db-fsys:Files}'

/** The version of a Debian package that a file belongs to, without its epoch; null when the package is not installed, or does not have the file. */
export async function packageVersion(
  { package: name, path }: { readonly package: string; readonly path: string },
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const { stdout } = await run('dpkg-query', ['--show', `--showformat=${format}`, name], {
      signal,
      timeoutMs: deadlineMs,
    })
    const [version = '', ...files] = stdout.split('\n').map((line) => line.trim())
    // Where /bin is a link to /usr/bin, packages may say either.
    const isOfPackage = files.includes(path) || files.includes(path.replace(/^\/usr/, ''))
    return isOfPackage ? version.replace(/^\d+:/, '') || null : null
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RunError) return null
    throw error
  }
}
