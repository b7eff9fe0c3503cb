import type { Clock } from '../../../contract/clock.ts'
import type { AgentSession } from './session.ts'

/** Stops each process before its children are looked for, so that none is born in between. Runs in the guest. */
const script = `
end() {
  kill -STOP "$1" 2>/dev/null
  for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do end "$child"; done
  kill -KILL "$1" 2>/dev/null
}
end "$1"`

/**
 * Kills a command in the guest and all that it has started, and lets the agent forget it. Does what it can within a few
 * seconds; a guest that does not answer keeps its command.
 */
export async function endTree(agent: AgentSession, pid: number, clock: Pick<Clock, 'sleep'>): Promise<void> {
  const signal = AbortSignal.timeout(5000)
  const limits = { timeoutMs: 2000 }
  const shell = { path: '/bin/sh', arg: ['-c', script, 'end', String(pid)], 'capture-output': false }
  try {
    const killer = await agent.call('guest-exec', shell, limits, signal)
    for (const each of [killer.pid, pid]) {
      // Asking for the status of what has ended frees the agent's memory of it.
      while (!(await agent.call('guest-exec-status', { pid: each }, limits, signal)).exited) {
        await clock.sleep(20, signal)
      }
    }
  } catch {
    // The caller already has the error that matters.
  }
}
