/** What an instance is to somebody who has never seen how it is made. */
export type State = 'stopped' | 'running' | 'paused' | 'failed'
export type Act = 'start' | 'stop' | 'kill' | 'pause' | 'resume' | 'reset' | 'restart'

/** From which states an act leads where; from all others it is refused. */
export const leads: Readonly<Record<Act, Readonly<Partial<Record<State, State>>>>> = {
  start: { stopped: 'running', failed: 'running' },
  stop: { running: 'stopped', paused: 'stopped' },
  kill: { running: 'stopped', paused: 'stopped' },
  pause: { running: 'paused' },
  resume: { paused: 'running' },
  reset: { running: 'running', paused: 'paused' },
  restart: { running: 'running' },
}

export function isUp(state: State | undefined): boolean {
  return state === 'running' || state === 'paused'
}
