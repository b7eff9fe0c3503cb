import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

export type RunOptions = {
  readonly signal: AbortSignal
  /** Wall-clock limit in milliseconds; the whole process group is killed after it. */
  readonly timeoutMs: number
  /** Limit for stdout and stderr each, in bytes; 1 MiB by default. */
  readonly maxBytes?: number
  /** The whole environment of the program; by default only PATH, HOME and LANG=C.UTF-8. */
  readonly environment?: Readonly<Record<string, string>>
  readonly directory?: string
  /** What it reads from its standard input; by default that is empty. */
  readonly input?: string
  /** Called with each piece of output as it comes, for progress. */
  readonly onOutput?: (text: string, stream: 'stdout' | 'stderr') => void
}
export type RunResult = { readonly stdout: string; readonly stderr: string }
export type RunFailure =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'exit'; readonly code: number; readonly stderr: string; readonly stdout: string }
  | { readonly kind: 'signal'; readonly signal: string; readonly stderr: string }
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'too-much-output'; readonly maxBytes: number }

/** How a program failed, as a union rather than as a message to be searched. */
export class RunError extends Error {
  readonly file: string
  readonly why: RunFailure

  constructor(file: string, why: RunFailure, options?: ErrorOptions) {
    super(`${file}: ${describe(why)}`, options)
    this.name = 'RunError'
    this.file = file
    this.why = why
  }
}

/**
 * Runs one program to its end. Never a shell, never without a deadline.
 * Rejects with RunError, or with the signal's own reason when it was aborted.
 */
export async function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { timeoutMs, maxBytes = 1 << 20 } = options
  options.signal.throwIfAborted()
  const tooMuch = new AbortController()
  const timeout = AbortSignal.timeout(timeoutMs)
  const stop = AbortSignal.any([options.signal, timeout, tooMuch.signal])

  const child = spawn(file, args, {
    shell: false,
    // Its own process group, so that its children can be killed with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: options.environment ?? plainEnvironment(),
    ...(options.directory !== undefined && { cwd: options.directory }),
  })
  const killGroup = () => killQuietly(child.pid)
  stop.addEventListener('abort', killGroup, { once: true })
  // Whoever does not read it may close it.
  child.stdin.on('error', () => {}).end(options.input ?? '')
  try {
    const fail = (why: RunFailure, cause?: unknown) => new RunError(file, why, { cause })
    const stdout = collect(child.stdout, maxBytes, tooMuch, (text) => options.onOutput?.(text, 'stdout'))
    const stderr = collect(child.stderr, maxBytes, tooMuch, (text) => options.onOutput?.(text, 'stderr'))
    const [code, killedBy] = (await once(child, 'close').catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'ENOENT' ? fail({ kind: 'not-found' }, cause) : cause
    })) as [number | null, string | null]
    options.signal.throwIfAborted()
    if (tooMuch.signal.aborted) throw fail({ kind: 'too-much-output', maxBytes })
    if (timeout.aborted && killedBy !== null) throw fail({ kind: 'timeout', timeoutMs })
    if (killedBy !== null) throw fail({ kind: 'signal', signal: killedBy, stderr: stderr() })
    if (code !== 0) throw fail({ kind: 'exit', code: code ?? -1, stderr: stderr(), stdout: stdout() })
    return { stdout: stdout(), stderr: stderr() }
  } finally {
    stop.removeEventListener('abort', killGroup)
  }
}

/** What programs get when nothing else is said: no secrets of ours, and messages in English. */
export function plainEnvironment(): Record<string, string> {
  const { PATH = '/usr/sbin:/usr/bin:/sbin:/bin', HOME = '/' } = process.env
  return { PATH, HOME, LANG: 'C.UTF-8' }
}

function collect(
  stream: Readable,
  maxBytes: number,
  tooMuch: AbortController,
  tell: (text: string) => void,
): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > maxBytes) return tooMuch.abort()
    chunks.push(chunk)
    tell(chunk.toString())
  })
  return () => Buffer.concat(chunks).toString()
}

function killQuietly(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

function describe(why: RunFailure): string {
  switch (why.kind) {
    case 'not-found':
      return 'not found'
    case 'exit':
      return `exit code ${why.code}: ${lastLines(why.stderr)}`
    case 'signal':
      return `killed by ${why.signal}: ${lastLines(why.stderr)}`
    case 'timeout':
      return `not finished after ${why.timeoutMs} ms`
    case 'too-much-output':
      return `more than ${why.maxBytes} bytes of output`
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join(' / ').slice(-600)
}
