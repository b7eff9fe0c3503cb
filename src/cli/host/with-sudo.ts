import { runInTerminal } from '../../host/run-in-terminal.ts'
import { Fault } from '../../model/fault.ts'
import type { HostChange, HostStep } from '../../model/host/change.ts'
import type { Session } from '../session.ts'

/** Carries the steps of a change out as root, one after the other; when one fails, those before it are taken back. */
export async function carryOutWithSudo({ steps, undo }: HostChange, session: Session): Promise<void> {
  for (const [done, step] of steps.entries()) {
    const failure = await runStep(step, session.signal)
    if (failure === undefined) continue
    for (const back of undo.filter(({ takesBack }) => takesBack < done)) await takeBack(back, session)
    throw new Fault('host.change-failed', { step: step.command.join(' '), done, reason: failure })
  }
}

async function takeBack(step: HostStep, { screen }: Session): Promise<void> {
  // Also after Ctrl-C, nothing half done is left.
  const failure = await runStep(step, new AbortController().signal)
  if (failure !== undefined) screen.note(`\`${step.command.join(' ')}\` did not take it back: ${failure}.`)
}

/** Why it failed. What it said stands above, on the terminal. */
async function runStep({ command, input }: HostStep, signal: AbortSignal): Promise<string | undefined> {
  try {
    const code = await runInTerminal('sudo', ['--', ...command], { input, signal })
    if (code === 0) return undefined
    return code === null ? 'it was ended by a signal' : `it ended with exit code ${code}`
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Fault('host.tool-missing', { tool: 'sudo', package: 'sudo' })
    throw error
  }
}
