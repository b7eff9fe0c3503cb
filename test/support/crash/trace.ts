import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'

/** Why nothing can be traced here; false where it can. */
export const withoutTrace: string | false =
  spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? false : 'needs strace and the right to trace'

/** What changes something outside of a process: files, other processes, and what is said to them. */
const changing = {
  make: ['openat', 'mkdir', 'mkdirat', 'symlink', 'symlinkat', 'link', 'linkat'],
  write: ['write', 'pwrite64', 'writev', 'pwritev', 'sendmsg', 'sendto', 'ftruncate', 'fallocate', 'copy_file_range'],
  sync: ['fsync', 'fdatasync'],
  move: ['rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir', 'chmod', 'fchmod'],
  others: ['connect', 'clone', 'clone3', 'fork', 'vfork', 'kill'],
} as const

/** One system call: the `nth` of its name in its thread since it was watched. */
export type Call = { readonly name: string; readonly nth: number; readonly text: string }

/** What shall happen at a call: the end of the process before it is made, or its failure. */
export type Injection = { readonly name: string; readonly nth: number; readonly what: string }

/** A thread whose calls are watched. Disposing lets go of it. */
export type Trace = {
  /** The calls so far that change something, after the thread was let go. */
  readonly end: () => Promise<readonly Call[]>
  /** Whether the injection has been reached. Ask after `end`. */
  readonly reached: () => boolean
}

/** Watches one thread with strace(1), and lets something happen at one of its calls. */
export async function traceThread(tid: number, logFile: string, injection?: Injection): Promise<Trace> {
  const names = Object.values(changing).flat().join(',')
  const inject = injection ? ['-e', `inject=${injection.name}:${injection.what}:when=${injection.nth}`] : []
  const child = spawn(
    'strace',
    ['-y', '-s', '0', '-o', logFile, '-e', `trace=${names}`, ...inject, '-p', String(tid)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const ended = once(child, 'exit')
  await untilAttached(child.stderr.setEncoding('utf8'), ended)
  let log = ''
  return {
    end: async () => {
      child.kill('SIGINT')
      await ended
      log = await readFile(logFile, 'utf8')
      await rm(logFile, { force: true })
      return callsIn(log)
    },
    reached: () => /INJECTED|killed by SIGKILL/.test(log),
  }
}

async function untilAttached(stderr: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<void> {
  let said = ''
  for (;;) {
    const [piece] = (await Promise.race([once(stderr, 'data'), ended.then(() => [undefined])])) as [string | undefined]
    if (piece === undefined) throw new Error(`strace cannot watch: ${said}`)
    said += piece
    if (/attached/.test(said)) return void stderr.on('data', () => undefined)
  }
}

function callsIn(log: string): readonly Call[] {
  const counts = new Map<string, number>()
  return log.split('\n').flatMap((text) => {
    const name = /^(\w+)\(/.exec(text)?.[1]
    if (name === undefined) return []
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    return [{ name, nth, text }]
  })
}

/** Not: opening to read, what one thread tells another, the log, and who asked hanging up. */
export function isPoint({ name, text }: Call): boolean {
  if (name === 'openat') return /O_CREAT|O_TRUNC/.test(text)
  return !/<anon_inode:|strojd\.log>|\/null>|<pipe:/.test(text)
}
