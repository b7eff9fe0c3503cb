import type { Clock } from '../../../contract/clock.ts'
import { AgentError } from './error.ts'
import type { AgentPort } from './port.ts'
import type { AgentSession } from './session.ts'

/** Resolves when the agent has answered, now or a moment ago; rejects with the signal's reason. Sleeps until the guest opens the port. */
export async function untilReady(
  agent: AgentSession,
  port: AgentPort,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = 20
  let waitMs = 500
  for (;;) {
    await port.untilOpen(signal)
    if (agent.isFresh) return
    try {
      return await agent.sync(waitMs, signal)
    } catch (error) {
      if (!(error instanceof AgentError)) throw error
    }
    await clock.sleep(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, 500)
    waitMs = Math.min(waitMs * 2, 5000)
  }
}
