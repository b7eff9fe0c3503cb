import { Action, type InstanceStateKind } from '../../model/instance.ts'

/** What QEMU or the kernel tells us. */
type Happening = 'booted' | 'halted' | 'idle' | 'needed' | 'went-on' | 'kept' | 'exited' | 'crashed' | 'silent'

type Move = Exclude<Action, 'delete' | 'install'> | Happening

/** From each state, where each move leads. A move that is not there is not allowed. */
export const moves: Readonly<Record<InstanceStateKind, Readonly<Partial<Record<Move, InstanceStateKind>>>>> = {
  stopped: { start: 'starting' },
  starting: {
    booted: 'running',
    halted: 'paused',
    kept: 'suspended',
    kill: 'stopped',
    exited: 'stopped',
    crashed: 'failed',
  },
  running: {
    stop: 'stopping',
    kill: 'stopped',
    restart: 'stopping',
    pause: 'paused',
    suspend: 'stopping',
    reset: 'running',
    halted: 'paused',
    idle: 'parked',
    exited: 'stopped',
    crashed: 'failed',
    silent: 'unresponsive',
  },
  paused: {
    stop: 'stopping',
    resume: 'running',
    kill: 'stopped',
    reset: 'paused',
    'went-on': 'running',
    exited: 'stopped',
    crashed: 'failed',
    silent: 'unresponsive',
  },
  parked: {
    stop: 'stopping',
    kill: 'stopped',
    restart: 'stopping',
    pause: 'paused',
    resume: 'running',
    suspend: 'stopping',
    reset: 'running',
    needed: 'running',
    exited: 'stopped',
    crashed: 'failed',
    silent: 'unresponsive',
  },
  suspended: { start: 'starting', kill: 'stopped' },
  stopping: {
    kill: 'stopped',
    'went-on': 'running',
    kept: 'suspended',
    exited: 'stopped',
    crashed: 'failed',
    silent: 'unresponsive',
  },
  unresponsive: {
    kill: 'stopped',
    booted: 'running',
    halted: 'paused',
    idle: 'parked',
    exited: 'stopped',
    crashed: 'failed',
  },
  failed: { start: 'starting' },
}

/** Where a move leads, or undefined when it is not allowed. */
export function next(from: InstanceStateKind, move: Move): InstanceStateKind | undefined {
  return moves[from][move]
}

/** At rest: no process belongs to it, and nothing of its last run is kept but its disks. */
export function isAtRest(state: InstanceStateKind): boolean {
  return state === 'stopped' || state === 'failed'
}

/**
 * What a person may ask for now. Only what is at rest may be deleted without force, and what has no system yet is installed
 * before it is started.
 */
export function actionsFrom(from: InstanceStateKind, toInstall = false): readonly Action[] {
  return Action.options.filter((action) => {
    if (action === 'delete') return isAtRest(from)
    if (action === 'install') return toInstall && isAtRest(from)
    return next(from, action) !== undefined && !(action === 'start' && toInstall)
  })
}
