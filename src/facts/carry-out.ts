import { isRoot } from '../host/is-root.ts'
import { run, RunError } from '../host/run.ts'
import type { HostStep } from '../model/host/change.ts'
import { Fault } from '../model/fault.ts'

/** Installing packages is the longest step; a switch of the kernel is the shortest. */
const deadlinesMs = { install: 600_000, other: 60_000 }
const longestOutput = 2 ** 22

/** As root has it, whatever the daemon was started with. */
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' }

/**
 * Runs steps in their order, each within its deadline. Throws host.needs-root before anything is done, and
 * host.change-failed with the step that failed, how many were done before it, and what it said.
 */
export async function carryOut(steps: readonly HostStep[], signal: AbortSignal): Promise<void> {
  const [first] = steps
  if (first !== undefined && !isRoot()) throw new Fault('host.needs-root', { step: first.command.join(' ') })
  for (const [done, { command, input }] of steps.entries()) {
    const [file = '', ...args] = command
    const timeoutMs = command.includes('apt-get') ? deadlinesMs.install : deadlinesMs.other
    const options = { signal, timeoutMs, maxBytes: longestOutput, environment, directory: '/', input: input ?? '' }
    await run(file, args, options).catch((error: unknown) => {
      signal.throwIfAborted()
      throw new Fault(
        'host.change-failed',
        { step: command.join(' '), done, reason: reasonOf(error) },
        { cause: error },
      )
    })
  }
}

/** What the program said last, which is what a person would see. */
function reasonOf(error: unknown): string {
  if (!(error instanceof RunError)) return error instanceof Error ? error.message : String(error)
  const { why, file } = error
  if (why.kind !== 'exit' && why.kind !== 'signal') return error.message
  const said = why.stderr.trim().split('\n').slice(-3).join(' / ')
  const end = why.kind === 'exit' ? `exit code ${why.code}` : `ended by ${why.signal}`
  return said === '' ? `${file} said nothing (${end})` : `${said.replace(/\.$/, '')} (${end})`
}
