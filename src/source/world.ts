import { isRoot } from '../host/is-root.ts'
import { plainEnvironment, run, RunError, type RunResult } from '../host/run.ts'
import { Fault } from '../model/fault.ts'

type WorldOptions = {
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly environment?: Readonly<Record<string, string>>
  readonly onOutput?: (text: string) => void
}

/** Namespaces of its own: with its first process everything ends that was started or mounted in it. */
const apart = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
/** Without root: we are root in there, and the other users are those of /etc/subuid and /etc/subgid. */
const asRoot = ['--user', '--map-root-user', '--map-auto']

/** Runs one program as root, or as what looks like root to it, in a world of its own (unshare(1)). */
export async function runInWorld(file: string, args: readonly string[], options: WorldOptions): Promise<RunResult> {
  const words = [...(isRoot() ? [] : asRoot), ...apart, '--', file, ...args]
  return await run('unshare', words, {
    ...options,
    maxBytes: 32 << 20,
    environment: { ...plainEnvironment(), ...options.environment },
  }).catch((error: unknown) => {
    // So unshare(1) says that it could not find the program.
    const isMissing = error instanceof RunError && error.why.kind === 'exit' && error.why.code === 127
    throw isMissing ? new RunError(file, { kind: 'not-found' }, { cause: error }) : error
  })
}

/** Throws a fault that says what to do when this host lets us make no such world. */
export async function requireWorld(recipe: string, signal: AbortSignal): Promise<void> {
  await runInWorld('true', [], { signal, timeoutMs: 10_000 }).catch((error: unknown) => {
    if (!(error instanceof RunError) || error.why.kind !== 'exit') throw error
    const { stderr } = error.why
    if (/newuidmap|newgidmap/.test(stderr) && /no such file|not found|failed to execute/i.test(stderr))
      throw new Fault('host.tool-missing', { tool: 'newuidmap', package: 'uidmap' }, { cause: error })
    throw new Fault('image.build-failed', { recipe, reason: explain(stderr) }, { cause: error })
  })
}

function explain(stderr: string): string {
  if (isRoot()) return `this host does not let root mount anything here (${stderr.trim()})`
  return /sub[ug]id/.test(stderr)
    ? 'this user has no range of users in /etc/subuid and /etc/subgid; `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER` gives one, or run the daemon as root'
    : `this host does not allow user namespaces (${stderr.trim()}); run the daemon as root`
}

/** Removes a tree in which files may belong to users that only exist in such a world. */
export async function removeInWorld(path: string): Promise<void> {
  const signal = new AbortController().signal
  await runInWorld('rm', ['-rf', '--one-file-system', '--', path], { signal, timeoutMs: 120_000 })
}
