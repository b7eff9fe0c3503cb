import { runInTerminal } from '../../host/run-in-terminal.ts'
import { Fault } from '../../model/fault.ts'
import type { HostChange, HostStep } from '../../model/host/change.ts'
import type { Session } from '../session.ts'

/** Carries the steps of a change out as root, one after the other; when one fails, those before it are taken back. */
export async function carryOutWithSudo({ steps, undo }: HostChange, session: Session): Promise<void> {
  let done = 0
  try {
    for (const step of steps) {
      await runStep(step, done, session.signal)
      done += 1
    }
  } catch (error) {
    for (const step of undo.filter(({ takesBack }) => takesBack < done)) await takeBack(step, session)
    throw error
  }
}

/** Also after Ctrl-C, so with a signal of its own. */
async function takeBack(step: HostStep, { screen }: Session): Promise<void> {
  await runStep(step, 0, new AbortController().signal).catch((error: unknown) => {
    screen.note(`Taking it back did not work: ${error instanceof Error ? error.message : String(error)}`)
  })
}

/** What it said stands above, on the terminal. */
async function runStep({ command, input }: HostStep, done: number, signal: AbortSignal): Promise<void> {
  const code = await runInTerminal('sudo', ['--', ...command], { input, signal }).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw isMissing ? new Fault('host.tool-missing', { tool: 'sudo', package: 'sudo' }) : error
  })
  if (code === 0) return
  const reason = code === null ? 'it was ended by a signal' : `it ended with exit code ${code}`
  throw new Fault('host.change-failed', { step: command.join(' '), done, reason })
}
