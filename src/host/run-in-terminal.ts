import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type TerminalRun = { readonly input: string | null; readonly signal: AbortSignal }

/**
 * Runs a program in front of the person at the terminal, who sees what it says and may be asked by it (sudo asks for a
 * password there). Gives its exit code, null when a signal ended it. Rejects with ENOENT when there is no such program.
 */
export async function runInTerminal(
  file: string,
  args: readonly string[],
  { input, signal }: TerminalRun,
): Promise<number | null> {
  signal.throwIfAborted()
  // What a program repeats of its input, as tee does, is nothing new; results of ours stay alone on stdout.
  const child = spawn(file, args, { shell: false, stdio: ['pipe', input === null ? 2 : 'ignore', 'inherit'], signal })
  child.stdin?.on('error', () => {}).end(input ?? '')
  const [code] = (await once(child, 'close').catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })) as [number | null]
  return code
}
