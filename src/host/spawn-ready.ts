import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export type ReadyProgram = {
  readonly file: string
  readonly args: readonly string[]
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** What a program said on descriptor 3, or how it ended without a word. */
export type ReadyOutcome =
  | { readonly kind: 'said'; readonly line: string }
  | { readonly kind: 'ended'; readonly how: string; readonly stderr: string }
  | { readonly kind: 'late' }

/** Longest line that is waited for, in characters. */
const longestLine = 64 * 1024
/** How much of what it complained is told, in bytes from the end. */
const stderrBytes = 2000

/**
 * Starts a program that goes on without us (own session, no input, working directory /), and waits until it says one line
 * on descriptor 3. It is left alone when it takes longer than `timeoutMs`, or when the signal is aborted, whose reason is thrown.
 */
export async function spawnReady(
  { file, args, environment }: ReadyProgram,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ReadyOutcome> {
  signal.throwIfAborted()
  const errors = openNameless()
  try {
    const child = spawn(file, args, {
      detached: true,
      cwd: '/',
      env: { ...environment },
      stdio: ['ignore', 'ignore', errors, 'pipe'],
    })
    const exited = once(child, 'exit').then(
      ([code, killedBy]) => (killedBy === null ? `it ended with code ${code}` : `it was killed by ${killedBy}`),
      (error: unknown) => `it cannot be started: ${error instanceof Error ? error.message : String(error)}`,
    )
    const pipe = child.stdio[3] as Readable
    const line = await firstLine(pipe, timeoutMs, signal)
    // Let go of before, its end would not be waited for by a program that has nothing else to do.
    if (line === undefined) return { kind: 'ended', how: await exited, stderr: endOf(errors) }
    child.unref()
    return line === late ? { kind: 'late' } : { kind: 'said', line }
  } finally {
    closeSync(errors)
  }
}

const late = Symbol('late')

/** Undefined when the pipe was closed before a line came. */
async function firstLine(
  pipe: Readable,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | typeof late | undefined> {
  const { promise: timeout, resolve } = Promise.withResolvers<typeof late>()
  const timer = setTimeout(() => resolve(late), timeoutMs)
  const hangUp = () => pipe.destroy()
  signal.addEventListener('abort', hangUp, { once: true })
  try {
    const line = await Promise.race([readLine(pipe), timeout])
    signal.throwIfAborted()
    return line
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', hangUp)
    hangUp()
  }
}

async function readLine(pipe: Readable): Promise<string | undefined> {
  let text = ''
  try {
    for await (const chunk of pipe) {
      text += String(chunk)
      if (text.includes('\n') || text.length > longestLine) return text.split('\n', 1)[0]
    }
  } catch {
    // The pipe was closed from our side, or broke: either way there is no line.
  }
  return undefined
}

/** A file that nobody else sees and that is gone when the last who has it open ends. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'stroj-start-'))
  try {
    return openSync(join(folder, 'stderr'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function endOf(file: number): string {
  const buffer = Buffer.alloc(1 << 20)
  const size = readSync(file, buffer, 0, buffer.length, 0)
  return buffer.subarray(Math.max(0, size - stderrBytes), size).toString()
}
