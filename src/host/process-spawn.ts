import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync } from 'node:fs'
import { identityOf, type ProcessIdentity } from './process.ts'
import { plainEnvironment } from './run.ts'

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A process of its own session, which outlives us. */
export type DetachedProcess = {
  readonly identity: ProcessIdentity
  /** Resolves when it ends while we live. */
  readonly exited: Promise<Exit>
}

/**
 * Starts a program that goes on without us: own session, no input, working directory /, files private by default,
 * its output at the end of `logFile`, which begins empty. `input` is a file that it reads as descriptor 3.
 * Rejects with the system's error when it cannot be started.
 */
export async function spawnDetached(
  file: string,
  args: readonly string[],
  logFile: string,
  input?: string,
): Promise<DetachedProcess> {
  const source = input === undefined ? [] : [openSync(input, constants.O_RDONLY | constants.O_NOFOLLOW)]
  const log = openLog(logFile)
  try {
    const child = privately(() =>
      spawn(file, args, { detached: true, stdio: ['ignore', log, log, ...source], cwd: '/', env: plainEnvironment() }),
    )
    const exited = Promise.withResolvers<Exit>()
    child.once('exit', (code, signal) => exited.resolve({ code, signal }))
    if (child.pid === undefined) throw (await once(child, 'error'))[0] as Error
    child.on('error', () => {})
    child.unref()
    // It cannot be gone: until we have been told of its end it is at least a zombie.
    const identity = identityOf(child.pid)
    if (!identity) throw new Error(`/proc has no process ${child.pid}`)
    return { identity, exited: exited.promise }
  } finally {
    closeSync(log)
    source.forEach((each) => closeSync(each))
  }
}

function openLog(path: string): number {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_APPEND, O_NOFOLLOW } = constants
  return openSync(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW, 0o600)
}

/** The mask is inherited at the fork; there is no option of `spawn` for it. */
function privately<T>(start: () => T): T {
  const before = process.umask(0o077)
  try {
    return start()
  } finally {
    process.umask(before)
  }
}
