import process from 'node:process'
import { readStdin } from '../../host/read-input.ts'
import { execInInstance } from '../../sdk/inside.ts'
import { Harmless } from '../console/harmless.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Session } from '../session.ts'
import { UsageError } from '../usage-error.ts'

export type GuestCommand = {
  readonly command: readonly string[]
  /** NAME=VALUE */
  readonly env: readonly string[]
  readonly timeoutMs: number | undefined
  /** How long to wait for the guest to answer, in milliseconds. */
  readonly waitMs: number | undefined
}

/** What the daemon takes at most as standard input, in bytes. */
const longestInput = 12 << 20

/** Runs a command in a guest, with its input and output joined to ours, and gives its exit code. */
export async function runInGuest(name: string, want: GuestCommand, session: Session): Promise<number> {
  const { screen, signal } = session
  const environment = environmentFrom(want.env)
  const stdin = await pipedInput(session)
  const wire = await session.wire()
  const request = {
    command: [...want.command],
    environment,
    ...(stdin !== undefined && { stdin }),
    ...(want.timeoutMs !== undefined && { timeoutMs: want.timeoutMs }),
    ...(want.waitMs !== undefined && { readyTimeoutMs: want.waitMs }),
  }
  const progress = progressOn(session, name)
  progress.show({ phase: 'waiting for the guest', progress: null })
  const result = await execInInstance(wire, name, request, { signal }).finally(() => progress[Symbol.dispose]())
  await screen.write(screen.stdoutIsTerminal ? new Harmless().pass(result.stdout) : result.stdout)
  await screen.writeError(screen.stderrIsTerminal ? new Harmless().pass(result.stderr) : result.stderr)
  if (result.truncated) screen.note('The output was longer than 16MiB; the guest agent has cut it off.')
  return result.exitCode
}

/** Nothing where a person sits at the terminal: there is no way to type into the command. */
async function pipedInput({ input, signal }: Session): Promise<Uint8Array | undefined> {
  if (!input || process.stdin.isTTY) return undefined
  const bytes = await readStdin(longestInput, signal)
  return bytes.length === 0 ? undefined : bytes
}

function environmentFrom(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const cut = text.indexOf('=')
      if (cut < 1) throw new UsageError(`"${text}" is no environment variable.`, 'Write NAME=VALUE.')
      return [text.slice(0, cut), text.slice(cut + 1)]
    }),
  )
}
